"""The policy of a route, in plain values: read by the route table in the docs and by the inventory of pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """Who may use a route."""

    ANYBODY = "anybody"
    HOLDER = "holder"
    """Whoever's visit holds the journey that the address names; to all others it does not exist."""
    ENTERED = "entered"
    """Whoever came in by a one-time link or code, for as long as that lasts."""
    STAFF = "staff"
    """Signed-in staff with one of the acts named; all staff where none is."""
    CARRIER = "carrier"
    """A carrier with the token that we gave it."""
    SCRAPER = "scraper"
    """A scraper of metrics on this machine, or with the token; to all others it does not exist."""
    DEMO = "demo"
    """Anybody, in the demo only."""


class Keep(StrEnum):
    """What browsers and caches may keep of a route's pages."""

    PUBLIC = "public, max-age=60"
    ASK = "private, no-cache"
    NOTHING = "no-store"


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy of one route."""

    who: Who
    keep: Keep
    limit: str = ""
    """Name of the limit that each try counts against; empty: reading it costs nothing worth counting."""
    subject: str = ""
    """The field that names what is tried, counted by itself, such as a reference."""
    languages: tuple[str, ...] = ()
    """Those its pages are in; in any other it leads to the council's first. Empty: the view sees to it."""
    posts: bool = True
    """The limit counts posts only; False: every reading too."""
    acts: tuple[str, ...] = ()
    """For staff: one of these acts is needed."""
