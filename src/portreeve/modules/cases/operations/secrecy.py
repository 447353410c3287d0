"""Links and codes that let a reporter in, derived with the installation's secret: the tables alone let nobody in."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "portreeve.cases"
_CODE_DIGITS = 8
_NOBODY = UUID(int=0)


def link_token(access: UUID) -> str:
    """Return what goes into a link: the pass's id, signed, so that the table alone lets nobody in."""
    return signing.Signer(salt=f"{_SALT}.link").sign(access.hex)


def access_of(token: str) -> UUID:
    """Return the pass's id that a link names; for a link we did not make, an id that no pass has."""
    try:
        return UUID(hex=signing.Signer(salt=f"{_SALT}.link").unsign(token[:200]))
    except (signing.BadSignature, ValueError):
        return _NOBODY


def code(access: UUID) -> str:
    """Return the digits that may be typed or said instead of following the link."""
    number = int(salted_hmac(f"{_SALT}.code", access.hex, algorithm="sha256").hexdigest(), 16)
    return f"{number % 10**_CODE_DIGITS:0{_CODE_DIGITS}d}"


def code_matches(typed: str, access: UUID) -> bool:
    """Compare a code in constant time."""
    return constant_time_compare(code(access), "".join(c for c in typed[:40] if c.isdigit()))
