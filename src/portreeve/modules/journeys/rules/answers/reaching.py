"""Ways of reaching a person: emails and telephone numbers, checked without being fussy."""

from __future__ import annotations

import re

import phonenumbers

_EMAIL = re.compile(
    r"[^\s@\"(),:;<>\[\]\\]{1,64}@(?=.{4,253}$)(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.)+[^\W\d_][\w\-]{1,62}"
)
_DOMAINS = (
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "live.co.uk",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "aol.com",
    "btinternet.com",
    "sky.com",
    "virginmedia.com",
    "talktalk.net",
    "ntlworld.com",
)
_ENDINGS = {"con": "com", "cmo": "com", "ocm": "com", "couk": "co.uk", "co.uj": "co.uk", "vom": "com", "comm": "com"}


def read_email(said: str) -> str:
    """Return an email in lower case, or empty if it cannot be one. Spaces and a `mailto:` are nobody's address."""
    plain = re.sub(r"\s", "", said).removeprefix("mailto:").strip("<>").rstrip(".,;").lower()
    fine = _EMAIL.fullmatch(plain) and ".." not in plain and not plain.split("@")[0].endswith(".")
    return plain if fine and not plain.startswith(".") else ""


def likely_email(email: str) -> str:
    """Return what was probably meant where the domain looks mistyped, else empty."""
    name, _, domain = email.partition("@")
    if domain in _DOMAINS:
        return ""
    for known in _DOMAINS:
        if _one_slip(domain, known):
            return f"{name}@{known}"
    for wrong, right in _ENDINGS.items():
        if domain.endswith(f".{wrong}"):
            return f"{name}@{domain.removesuffix(wrong)}{right}"
    return ""


def _one_slip(said: str, meant: str) -> bool:
    """Say whether one letter too many, too few, wrong, or two swapped is all that lies between two texts."""
    if said == meant or abs(len(said) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(said), len(meant)) and said[start] == meant[start]:
        start += 1
    rest_said, rest_meant = said[start:], meant[start:]
    swapped = rest_said[:2] == rest_meant[1::-1] and rest_said[2:] == rest_meant[2:]
    return swapped or rest_said[1:] in {rest_meant, rest_meant[1:]} or rest_said == rest_meant[1:]


def read_phone(said: str) -> str:
    """Return a telephone number as E.164, or empty if there can be none such; British if no country is said."""
    plain = re.sub(r"(?i)(ext|extension|x)\.?\s*[0-9]+$", "", said).rstrip("#")
    try:
        number = phonenumbers.parse(plain, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if not (phonenumbers.is_valid_number(number) or is_drama_number(number)):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_drama_number(number: phonenumbers.PhoneNumber) -> bool:
    """Say whether a number is one of those kept free for drama, which the library counts as no number at all."""
    plain = str(number.national_number)
    return number.country_code == 44 and plain.startswith(("7700900", "1632960", "2079460", "3069990"))


def can_have_texts(phone: str) -> bool:
    """Say whether a text can be sent to an E.164 number. Abroad, where it cannot be told, it may."""
    number = phonenumbers.parse(phone)
    if is_drama_number(number):
        return str(number.national_number).startswith("7")
    kinds = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    return phonenumbers.number_type(number) in kinds


def show_phone(phone: str) -> str:
    """Return an E.164 number as people write it: British ones as dialled here."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    home = number.country_code == 44
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
