"""Places as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, TypeAlias

from portreeve.foundation.pure.refusals import Refusal

Point: TypeAlias = tuple[float, float]
"""(long, lat) in degrees WGS84, in the order of GeoJSON."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees."""

    west: float
    south: float
    east: float
    north: float


class AddressKind(StrEnum):
    """What a property is used for, as far as services must know. The codes are stored: never rename one."""

    RESIDENTIAL = "residential"
    COMMERCIAL = "commercial"
    COMMUNITY = "community"
    """A school, a surgery, a place of worship, a hall."""
    SHELL = "shell"
    """A building that only holds others, such as a tower block: never offered for choice, its flats are."""


class AddressStatus(StrEnum):
    """Logical status of an address (BS 7666); the codes are those of the transfer format."""

    APPROVED = "1"
    ALTERNATIVE = "3"
    CANDIDATE = "5"
    PROVISIONAL = "6"
    REJECTED_EXTERNAL = "7"
    HISTORICAL = "8"
    REJECTED = "9"


CHOOSABLE = frozenset({AddressStatus.APPROVED, AddressStatus.PROVISIONAL})
"""The statuses that are offered; an address of any other is still read by its UPRN, for old cases."""


@dataclass(frozen=True, slots=True)
class Address:
    """An addressable property (BS 7666), as it is shown and chosen."""

    uprn: str
    """Unique Property Reference Number: text, without leading zeros, never reused."""
    line: str
    """One line as people write it: "Flat 3, 12 Mill Lane, Haverstock"."""
    postcode: str
    street: str
    """USRN of its street; empty where an outside source does not say."""
    ward: str
    """Code of its ward."""
    lat: float
    long: float
    line_cy: str = ""
    """The line in Welsh, where its street has a Welsh name; else empty."""
    organisation: str = ""
    flat: str = ""
    building: str = ""
    number: str = ""
    """House number as written: "12", "12a", "12-14"."""
    street_name: str = ""
    kind: AddressKind = AddressKind.RESIDENTIAL
    status: AddressStatus = AddressStatus.APPROVED
    parent: str = ""
    """UPRN of the building that holds it; empty if none does."""


@dataclass(frozen=True, slots=True)
class Street:
    """A street by its Unique Street Reference Number."""

    usrn: str
    name: str
    ward: str
    lat: float
    long: float
    name_cy: str = ""
    town: str = ""
    shape: tuple[Point, ...] = ()
    """Its centre line."""


@dataclass(frozen=True, slots=True)
class Ward:
    """An electoral ward; `outline` is a closed ring of (long, lat)."""

    code: str
    name: str
    outline: tuple[Point, ...] = ()
    name_cy: str = ""


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


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search, and whether an outside source failed on the way to it."""

    addresses: tuple[Address, ...]
    source: str = ""
    """Name of the source that answered; empty when none could."""
    unavailable: tuple[str, ...] = ()
    """Names of the sources that could not be asked. People may always type the address themselves."""


@dataclass(frozen=True, slots=True)
class NewStreet:
    """A street to be loaded."""

    usrn: str
    name: str
    town: str
    shape: tuple[Point, ...]
    ward: str = ""
    """Empty: worked out from the middle of its shape."""
    name_cy: str = ""


@dataclass(slots=True)
class NewAddress:
    """An address to be loaded, in parts. Not frozen only because a million are made at once."""

    uprn: str
    street: str
    postcode: str
    lat: float
    long: float
    number: str = ""
    flat: str = ""
    building: str = ""
    organisation: str = ""
    ward: str = ""
    """Empty: worked out from its point."""
    kind: AddressKind = AddressKind.RESIDENTIAL
    status: AddressStatus = AddressStatus.APPROVED
    parent: str = ""
    line: str = ""
    """Empty: composed from its parts."""
    row: int = 0
    """Its row in the file that it came from; 0: counted."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not loaded, and why."""

    row: int
    """Its number in the file; the heading is 1."""
    code: str
    """Why: a code such as `postcode` or `no-such-street`, worded by whoever shows it."""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `added + changed + unchanged + len(refused)` is what was read."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[Refused, ...] = ()
    retired: int = 0
    """Addresses that a full load left out: not offered any more, and not among those read."""
    streets_retired: int = 0


MOST_RETIRED = 5.0
"""Per cent of what is offered that a full load may retire unless it is told more: a file cut short looks like this."""


@dataclass(frozen=True, slots=True)
class Full:
    """That a load is of the whole gazetteer: what it leaves out is gone."""

    addresses: Sequence[str]
    """Every UPRN in it, of rows that are refused too: they are there, though wrong."""
    streets: Sequence[str]
    most: float = MOST_RETIRED
    """Per cent of the addresses, and of the streets, that it may retire."""


class TooMuchRetired(Refusal):
    """A full load leaves out more than it may retire: `gone` of the `offered` addresses or streets, as `what` says."""

    code: ClassVar[str] = "too-much-retired"


@dataclass(frozen=True, slots=True)
class Outline:
    """What a base map draws within a box: streets as lines, wards as rings."""

    streets: tuple[Street, ...]
    wards: tuple[Ward, ...]
    complete: bool = True
    """False when there were more streets than asked for: zoom in."""


class CrewCode(StrEnum):
    """What a crew records at a property or in a street. The codes are stored: never rename one."""

    EMPTIED = "emptied"
    NOT_OUT = "bin not out"
    NO_ACCESS = "no access"
    CONTAMINATED = "wrong things in it"
    TOO_HEAVY = "too heavy"
    DAMAGED = "bin damaged"
    STREET_BLOCKED = "street blocked"
    STREET_DONE = "street completed"


@dataclass(frozen=True, slots=True)
class CollectionDay:
    """A bin collected on a day by a round."""

    on: date
    bin: str
    """Code of the bin: `refuse`, `recycling`, `garden`."""
    round: str


@dataclass(frozen=True, slots=True)
class CrewRecord:
    """One thing that a crew recorded, at a property (`uprn`) or for a street (`usrn`)."""

    round: str
    on: date
    """The collection date that it belongs to, which is not always the day of `at`."""
    code: CrewCode
    at: datetime
    uprn: str = ""
    usrn: str = ""
    bin: str = ""
    """Empty: every bin of that round on that date."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one property's bins are collected, and what crews recorded there lately."""

    days: tuple[CollectionDay, ...]
    records: tuple[CrewRecord, ...] = ()
    collected_here: bool = True
    """False where the council is known not to collect, such as commercial premises."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The fact `collection` of an address, at one council-local moment; times and dates as ISO text."""

    due_today: bool = False
    due_yesterday: bool = False
    emptied: bool = False
    """The crew recorded the bin emptied, on the last date."""
    emptied_at: str = ""
    """Local time of it, such as "16:55"."""
    reason: str = ""
    """Why the crew could not, as a `CrewCode`: staff see it, residents get a general text (standards §24)."""
    last: str = ""
    """The latest collection date up to today; empty if none is known."""
    next: str = ""
    """The first collection date after today; empty if none is known."""
    street_blocked: bool = False
    open_report: bool = False
    collected_here: bool = True
    in_time: bool = False
    """A missed collection may be reported now: from 17:00 on the day until 17:00 on the day after."""
    bins: tuple[str, ...] = ()
    """The bins of the last date."""
    bins_known: tuple[str, ...] = ()
    """Those with a collection day in the weeks that were looked at; of any other nothing is known."""
    bins_today: tuple[str, ...] = ()
    """Those due today, each judged by itself: yesterday's bin does not wait for today's."""
    bins_yesterday: tuple[str, ...] = ()
    bins_emptied: tuple[str, ...] = ()
    """Those that the crew emptied on the last date of each."""
    bins_not_collected: tuple[str, ...] = ()
    """Those for which the crew recorded a reason on the last date of each."""
    bins_street_blocked: tuple[str, ...] = ()
    bins_reported: tuple[str, ...] = ()
    """Those of which somebody has told us already, and that is still open."""

    def as_fact(self) -> Mapping[str, str | bool | list[str]]:
        """Return the fields that a condition may name."""
        names = (
            "due_today",
            "due_yesterday",
            "emptied",
            "emptied_at",
            "reason",
            "last",
            "next",
            "street_blocked",
            "open_report",
            "collected_here",
            "in_time",
        )
        lists = {
            "bins_known": self.bins_known,
            "bins_today": self.bins_today,
            "bins_yesterday": self.bins_yesterday,
            "bins_emptied": self.bins_emptied,
            "bins_not_collected": self.bins_not_collected,
            "bins_street_blocked": self.bins_street_blocked,
            "bins_reported": self.bins_reported,
        }
        return {name: getattr(self, name) for name in names} | {name: list(bins) for name, bins in lists.items()}


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round to be loaded: its days, and its stops, each a whole street (`usrn`) or one property (`uprn`)."""

    code: str
    days: tuple[tuple[date, str], ...] = ()
    """(date, bin)."""
    streets: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    name: str = ""
