"""Whether a detail that somebody gives is one of a party's own, without saying by its time how near it came."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from contextlib import suppress

from portreeve.modules.people.rules import contact_points
from portreeve.modules.people.types import ContactKind, ContactPoint

_COMPARISONS = 8
"""At least as many as almost every party has contact points, so that having few or none takes no less time."""


def matches(points: Iterable[ContactPoint], detail: str) -> bool:
    """Say whether `detail` is one of these contact points: email in any case, telephone in any form.

    A postcode counts for those who gave nothing but an address: anybody nearby knows it, so it is the weakest.
    """
    offered = [_digest(form) for form in (*_forms(detail), "", "", "")][:3]
    own = [_digest(form) for form in _keys(tuple(points))]
    own += [_digest("\0nobody")] * max(0, _COMPARISONS - len(own))
    same = 0
    for mine in own:
        for theirs in offered:
            same |= hmac.compare_digest(mine, theirs)
    return bool(same)


def _keys(points: tuple[ContactPoint, ...]) -> Iterator[str]:
    """Yield what would be recognised for each point; points that fail are still the person's own."""
    only_post = all(point.kind is ContactKind.POST for point in points)
    for point in points:
        if point.kind is not ContactKind.POST:
            yield point.value
        elif only_post:
            code = contact_points.postcode(point.value)
            yield f"postcode {code}" if code else "\0nobody"


def _forms(detail: str) -> Iterator[str]:
    """Yield the canonical forms that a typed detail could be meant as; never an empty one."""
    text = detail[:254]
    with suppress(contact_points.UnusableDetail):
        yield contact_points.email(text)
    with suppress(contact_points.UnusableDetail):
        yield contact_points.telephone(text)[1]
    squeezed = "".join(text.upper().split())
    code = contact_points.postcode(f"{squeezed[:-3]} {squeezed[-3:]}")
    if code and code == squeezed:
        yield f"postcode {code}"


def _digest(text: str) -> bytes:
    """Return equal lengths for comparing, so that length says nothing."""
    return hashlib.sha256(text.encode()).digest()
