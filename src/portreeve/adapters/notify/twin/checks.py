"""What Notify refuses, and the answers it gives then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import phonenumbers
from notifications_python_client import authentication
from notifications_python_client.errors import TokenError

_TOKENS: Any = authentication
_POSTCODE: Final = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}", re.IGNORECASE)
_FIELDS: Final = {"sms": ("body",), "letter": ("heading", "body"), "email": ("subject", "body")}


class Refused(Exception):
    """An answer with an error status, in Notify's shape."""

    def __init__(self, status: int, error: str, message: str) -> None:
        """Keep the status and the one error."""
        super().__init__(message)
        self.status = status
        self.answer = {"status_code": status, "errors": [{"error": error, "message": message}]}


@dataclass(frozen=True, slots=True)
class Known:
    """What the twin knows of its one service."""

    service: str
    secret: str
    templates: Mapping[str, tuple[str, str]]
    """By id: the type, and for letters the format."""

    @classmethod
    def by_key(cls, key: str, templates: Mapping[str, tuple[str, str]]) -> Known:
        """Read service and secret out of an API key, as the client does."""
        return cls(service=key[-73:-37], secret=key[-36:], templates=templates)


def signed(header: str, known: Known) -> None:
    """Check the token of a request. Raises Refused."""
    scheme, _, token = header.partition(" ")
    if scheme != "Bearer" or not token:
        raise Refused(401, "AuthError", "Unauthorized: authentication bearer scheme must be used")
    try:
        if _TOKENS.get_token_issuer(token) != known.service:
            raise Refused(403, "AuthError", "Invalid token: service not found")
        _TOKENS.decode_jwt_token(token, known.secret)
    except TokenError as error:
        raise Refused(403, "AuthError", "Invalid token: signature, or not within 30 seconds of now") from error


def wanted(kind: str, body: Any, known: Known) -> tuple[str, str, str, str]:
    """Return to whom, subject, text and format of what is to be sent. Raises Refused."""
    if not isinstance(body, dict) or "template_id" not in body:
        raise Refused(400, "ValidationError", "template_id is a required property")
    template = known.templates.get(body["template_id"])
    if template is None or template[0] != kind:
        raise Refused(400, "BadRequestError", "Template not found")
    fields = body.get("personalisation") or {}
    missing = [name for name in _FIELDS[kind] if name not in fields]
    if missing:
        raise Refused(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")
    if kind == "sms":
        return _number(body.get("phone_number")), "", str(fields["body"]), ""
    if kind == "email":
        return str(body.get("email_address", "")), str(fields["subject"]), str(fields["body"]), ""
    return _address(fields), str(fields["heading"]), str(fields["body"]), template[1]


def _number(text: Any) -> str:
    """Return a number in E.164; Notify takes the numbers set aside for tests, too. Raises Refused."""
    try:
        number = phonenumbers.parse(str(text), "GB")
    except phonenumbers.NumberParseException as error:
        raise Refused(400, "ValidationError", "phone_number is not a valid phone number") from error
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise Refused(400, "ValidationError", "phone_number is not a valid phone number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _address(fields: Mapping[str, Any]) -> str:
    """Return the lines of an address. Raises Refused."""
    lines = [str(fields[f"address_line_{n}"]) for n in range(1, 8) if fields.get(f"address_line_{n}")]
    if len(lines) < 3:
        raise Refused(400, "ValidationError", "Address must be at least 3 lines")
    if not _POSTCODE.fullmatch(lines[-1].strip()):
        raise Refused(400, "ValidationError", "Last line of address must be a real UK postcode or another country")
    return "\n".join(lines)
