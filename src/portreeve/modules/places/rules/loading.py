"""What a row must be to be loaded."""

from __future__ import annotations

from portreeve.modules.places.rules.geometry import on_earth
from portreeve.modules.places.rules.postcodes import normalise
from portreeve.modules.places.rules.references import LONGEST_USRN, reference
from portreeve.modules.places.types import NewAddress, NewStreet

LONGEST = {"number": 16, "flat": 60, "building": 100, "organisation": 100, "line": 300}


def street_problem(new: NewStreet) -> str:
    """Return why a street cannot be loaded, as a code; empty if it can."""
    if reference(new.usrn) != new.usrn or not new.usrn or len(new.usrn) > LONGEST_USRN:
        return "usrn"
    if not new.name.strip() or len(new.name) > 120 or len(new.name_cy) > 120 or _unprintable(new.name + new.name_cy):
        return "street-name"
    if len(new.town) > 60:
        return "town"
    return "" if new.shape and all(on_earth(lat, long) for long, lat in new.shape) else "where"


def address_problem(new: NewAddress) -> str:
    """Return why an address cannot be loaded, as a code; empty if it can. It need not have a postcode."""
    if not new.uprn or reference(new.uprn) != new.uprn:
        return "uprn"
    if new.postcode and normalise(new.postcode) != new.postcode:
        return "postcode"
    if not on_earth(new.lat, new.long):
        return "where"
    if new.parent and (reference(new.parent) != new.parent or new.parent == new.uprn):
        return "parent"
    return _text_problem(new)


def too_much(gone: int, offered: int, most: float) -> bool:
    """Say whether a load leaves out more per cent of what is offered than it may."""
    return gone * 100 > offered * most


def _text_problem(new: NewAddress) -> str:
    if not (new.number or new.building or new.organisation or new.flat or new.line):
        return "no-name-and-no-number"
    for name, most in LONGEST.items():
        if len(getattr(new, name)) > most:
            return f"too-long-{name}"
    return "unprintable" if _unprintable(new.number + new.flat + new.building + new.organisation + new.line) else ""


def _unprintable(text: str) -> bool:
    """Control characters and broken encodings have no business in an address; a NUL would stop the database."""
    return not text.isprintable() or "\ufffd" in text
