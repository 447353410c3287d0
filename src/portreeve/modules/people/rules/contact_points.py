"""Contact details in one canonical form each, whatever way people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from portreeve.modules.people.types import ContactKind, NewParty

REGION: Final = "GB"
_EMAIL: Final = re.compile(r"[^@\s,;:<>()\[\]\\\"]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")
_POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b")
_MOBILE: Final = {PhoneNumberType.MOBILE, PhoneNumberType.PAGER}
_SHORT: Final = 9
"""Some whole numbers are shorter; those are few and known. The ranges for drama, which are not, are longer."""
_POST_LINES: Final = 7
"""A letter takes seven lines of address, the name among them (GOV.UK Notify)."""


class UnusableDetail(ValueError):
    """A contact detail that nothing could be sent to; the argument is its kind."""


def email(text: str) -> str:
    """Return an email address in lower case. Raises UnusableDetail."""
    plain = unicodedata.normalize("NFC", text).strip().lower()
    if len(plain) > 254 or ".." in plain or not _EMAIL.fullmatch(plain):
        raise UnusableDetail(ContactKind.EMAIL)
    return plain


def telephone(text: str) -> tuple[ContactKind, str]:
    """Return whether a number is a mobile or a landline, and the number in E.164. Raises UnusableDetail."""
    try:
        number = phonenumbers.parse(text[:60], REGION)
    except phonenumbers.NumberParseException as problem:
        raise UnusableDetail(ContactKind.LANDLINE) from problem
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise UnusableDetail(ContactKind.LANDLINE)
    if len(str(number.national_number)) < _SHORT and not phonenumbers.is_valid_number(number):
        raise UnusableDetail(ContactKind.LANDLINE)
    kind = ContactKind.MOBILE if _is_mobile(number) else ContactKind.LANDLINE
    return kind, phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _is_mobile(number: phonenumbers.PhoneNumber) -> bool:
    """Tell a mobile by its type, or by its range where the range is set aside for drama and tests."""
    if phonenumbers.number_type(number) in _MOBILE:
        return True
    national = str(number.national_number)
    return number.country_code == 44 and len(national) == 10 and national[0] == "7" and national[1] not in "06"


def post(text: str) -> str:
    """Return a postal address, one part a line. Raises UnusableDetail where there is less than two lines of it."""
    parts = [" ".join(part.split()) for part in re.split(r"[\n,]", text)]
    lines = [part for part in parts if part]
    if len(lines) < 2:
        raise UnusableDetail(ContactKind.POST)
    if len(lines) > _POST_LINES - 1:
        kept = _POST_LINES - 2
        lines = [", ".join(lines[: len(lines) - kept]), *lines[-kept:]]
    return "\n".join(lines)


def postcode(text: str) -> str:
    """Return the last postcode in a text without its space, in capitals; empty if there is none."""
    found = _POSTCODE.findall(" ".join(text.upper().split()))
    return "".join(found[-1]) if found else ""


def canonical(kind: ContactKind, text: str) -> tuple[ContactKind, str]:
    """Return the true kind and the canonical form of one contact detail. Raises UnusableDetail."""
    if kind is ContactKind.EMAIL:
        return kind, email(text)
    if kind is ContactKind.POST:
        return kind, post(text)
    return telephone(text)


def details_of(new: NewParty) -> Iterator[tuple[ContactKind, str]]:
    """Yield each of a new party's contact details once, in canonical form. Raises UnusableDetail."""
    given = {
        ContactKind.EMAIL: new.email,
        ContactKind.MOBILE: new.mobile,
        ContactKind.LANDLINE: new.landline,
        ContactKind.POST: new.post,
    }
    found = [canonical(kind, text) for kind, text in given.items() if text.strip()]
    yield from dict.fromkeys(found)


def shown(kind: ContactKind, value: str) -> str:
    """Return a contact detail as people read it: `07700 900111`, or an address on one line."""
    if kind is ContactKind.POST:
        return value.replace("\n", ", ")
    if kind is ContactKind.EMAIL:
        return value
    number = phonenumbers.parse(value, REGION)
    if number.country_code != phonenumbers.country_code_for_region(REGION):
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    if " " in national:
        return national
    return f"{national[:5]} {national[5:]}" if len(national) > 7 else national
