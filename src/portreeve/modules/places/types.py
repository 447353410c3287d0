"""Places as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """An addressable property (BS 7666), as it is shown and chosen."""

    uprn: str
    """Unique Property Reference Number: text, without leading zeros, never reused."""
    line: str
    """One line as people write it: "Flat 3, 12 Mill Lane, Haverstock"."""
    postcode: str
    street: str
    """USRN of its street."""
    ward: str
    """Code of its ward."""
    lat: float
    long: float


@dataclass(frozen=True, slots=True)
class Street:
    """A street by its Unique Street Reference Number."""

    usrn: str
    name: str
    ward: str
    lat: float
    long: float


@dataclass(frozen=True, slots=True)
class Ward:
    """An electoral ward; `outline` is a ring of (long, lat)."""

    code: str
    name: str
    outline: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: a property, or a point on a street, or a description; whatever is known of it."""

    text: str
    """As people read it."""
    uprn: str = ""
    usrn: str = ""
    ward: str = ""
    lat: float | None = None
    long: float | None = None
