"""The council's look and how it is reached, as data from `brand/brand.yaml`. No council's name is in the code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from portreeve.foundation.config_types.api import CouncilDataWrong, installation, read_mapping
from portreeve.foundation.design.contrast import SHAPE, TEXT, contrast, is_colour

COLOURS = (
    "brand",
    "brand-dark",
    "on-brand",
    "accent",
    "surface",
    "surface-border",
    "link",
    "link-hover",
    "link-visited",
    "button",
    "button-dark",
)
_DESIGN_SYSTEM = {
    "brand": "brand",
    "link": "link",
    "link-hover": "link-hover",
    "link-visited": "link-visited",
    "surface": "surface-background",
    "surface-border": "surface-border",
}
"""Which of the design system's own custom properties each of our colours sets."""
_PAIRS = (
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-dark", TEXT),
    ("on-brand", "button", TEXT),
    ("link", "#ffffff", TEXT),
    ("link", "surface", TEXT),
    ("link-hover", "#ffffff", TEXT),
    ("link-visited", "#ffffff", TEXT),
    ("link-visited", "surface", TEXT),
    ("#0b0c0c", "surface", TEXT),
    ("accent", "brand", SHAPE),
)

Told = Mapping[str, str]
"""One text in several languages, by language tag; the tag `""` is for all others."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something said over every page between two days, both included."""

    first: date
    last: date
    text: Told


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """One thing on the site that not everybody can use yet, for the accessibility statement."""

    what: Told
    rule: str
    until: Told


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What the accessibility statement says that differs between councils."""

    prepared: date
    tested: date
    tester: Told
    reply: Told
    issues: tuple[KnownIssue, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """The ways in without the internet, and the email address. Empty: the council has no such way."""

    phone: str
    out_of_hours: str
    relay: bool
    email: str
    hours: Told
    counter: Told
    counter_hours: Told
    post: Told


@dataclass(frozen=True, slots=True)
class Brand:
    """Everything about the look that differs between councils."""

    name: Told
    short_name: Told
    logo: str
    icon: str
    colours: Mapping[str, str]
    contact: Contact
    exit_to: str
    notices: tuple[Notice, ...]
    accessibility: Accessibility

    def properties(self) -> str:
        """Return the custom properties of one `:root` block."""
        ours = [f"--pr-{name}:{value}" for name, value in self.colours.items()]
        theirs = [f"--govuk-{their}-colour:{self.colours[name]}" for name, their in _DESIGN_SYSTEM.items()]
        return (
            ":root{" + ";".join([*ours, *theirs, f"--govuk-template-background-colour:{self.colours['surface']}"]) + "}"
        )

    def unreadable(self) -> tuple[str, ...]:
        """Name each pair of colours whose contrast is too low, and what it would have to be."""
        found = []
        for front, ground, least in _PAIRS:
            ratio = contrast(self.colours.get(front, front), self.colours.get(ground, ground))
            if ratio < least:
                found.append(f"{front} on {ground} has a contrast of {ratio:.1f}; it must be at least {least}.")
        return tuple(found)


def said(told: Told, language: str) -> str:
    """Return a council's text in a language, else the text for all, else English, else whatever there is."""
    for tag in (language, "", "en"):
        if told.get(tag):
            return told[tag]
    return next(iter(told.values()), "")


def _told(value: Any) -> Told:
    """Read one text, or a map of texts by language."""
    if isinstance(value, Mapping):
        return {str(tag): str(text).strip() for tag, text in value.items()}
    return {"": str(value).strip()} if value else {}


def _contact(raw: Mapping[str, Any]) -> Contact:
    return Contact(
        phone=str(raw.get("phone", "")),
        out_of_hours=str(raw.get("out_of_hours", "")),
        relay=bool(raw.get("relay", False)),
        email=str(raw.get("email", "")),
        hours=_told(raw.get("hours")),
        counter=_told(raw.get("counter")),
        counter_hours=_told(raw.get("counter_hours")),
        post=_told(raw.get("post")),
    )


def _accessibility(raw: Mapping[str, Any]) -> Accessibility:
    issues = tuple(
        KnownIssue(what=_told(issue["what"]), rule=str(issue.get("rule", "")), until=_told(issue.get("until")))
        for issue in raw.get("issues") or []
    )
    return Accessibility(
        prepared=raw["prepared"],
        tested=raw["tested"],
        tester=_told(raw.get("tester")),
        reply=_told(raw.get("reply")),
        issues=issues,
    )


def read_brand(path: Path) -> Brand:
    """Read `brand.yaml`. Raises CouncilDataWrong, saying what to do, for a missing entry or a colour that is none."""
    if not path.exists():
        raise CouncilDataWrong(f"{path} is missing: copy it from the demo's and fill it in.")
    raw = read_mapping(path)
    try:
        colours = {name: str(raw["colours"][name]) for name in COLOURS}
        wrong = sorted(name for name, value in colours.items() if not is_colour(value))
        if wrong:
            raise CouncilDataWrong(f"{path}: colour {wrong[0]} must be # and six hexadecimal digits.")
        return Brand(
            name=_told(raw["name"]),
            short_name=_told(raw.get("short_name") or raw["name"]),
            logo=str(raw.get("logo", "")),
            icon=str(raw.get("icon", "")),
            colours=colours,
            contact=_contact(raw.get("contact") or {}),
            exit_to=str(raw.get("exit_to", "https://www.bbc.co.uk/weather")),
            notices=tuple(Notice(n["from"], n["until"], _told(n["text"])) for n in raw.get("notices") or []),
            accessibility=_accessibility(raw["accessibility"]),
        )
    except (KeyError, TypeError) as error:
        raise CouncilDataWrong(
            f"{path}: {error} is missing or not of the right form; see docs/reference/pages.md."
        ) from error


@lru_cache(maxsize=4)
def _brand_at(path: Path, _changed: int) -> Brand:
    return read_brand(path)


@cache
def _file(council: Path) -> Path:
    """Return where a council's brand is; kept, for every page asks several times."""
    return council / "brand" / "brand.yaml"


def brand() -> Brand:
    """Return this installation's brand, read again when its file has changed. Raises CouncilDataWrong."""
    path = _file(installation().council)
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        changed = 0
    return _brand_at(path, changed)
