"""Reads collection files, as suppliers' systems export them: CSV in UTF-8, one row an entry, each row judged alone.

| file | columns |
|---|---|
| calendar | round, date, bin; perhaps name |
| stops | round, and usrn (a whole street) or uprn (one property) |
| crew records | round, date, code, at, and uprn or usrn; perhaps bin |

Dates are 2026-03-28 or 28/03/2026. A time without an offset is the council's local time.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

from portreeve.modules.places import api as places
from portreeve.modules.places.types import CrewCode, CrewRecord, NewRound, Refused

LONGEST_FIELD = 200
MOST_ROWS = 5_000_000
CHECKED_TOGETHER = 5_000


class BadFile(ValueError):
    """The file as a whole cannot be read; the text says why and what to do."""


@dataclass(slots=True)
class Read:
    """What a file gave: entries, and the rows that were refused."""

    refused: list[Refused] = field(default_factory=list)
    rows: int = 0


@dataclass(slots=True)
class ReadRounds(Read):
    """Rounds of a calendar and a stops file."""

    rounds: dict[str, _Draft] = field(default_factory=dict)

    def made(self) -> Iterator[NewRound]:
        """Return the rounds to be loaded."""
        for code, draft in sorted(self.rounds.items()):
            yield NewRound(code, tuple(draft.days), tuple(draft.streets), tuple(draft.properties), draft.name)


@dataclass(slots=True)
class ReadRecords(Read):
    """Crews' records of a file."""

    records: list[CrewRecord] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    name: str = ""
    days: list[tuple[date, str]] = field(default_factory=list)
    streets: list[str] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)


class _Wrong(ValueError):
    """A row cannot be used: a code, and the value that is to blame."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value[:40]


def read_rounds(calendar: Path | None, stops: Path | None) -> ReadRounds:
    """Read a calendar, its stops, or both. Raises BadFile."""
    read = ReadRounds()
    if calendar:
        _each(calendar, ("round", "date", "bin"), read, lambda row: _calendar_row(row, read))
    if stops:
        places_named: list[tuple[int, str, str, str]] = []
        _each(stops, ("round",), read, lambda row: places_named.append((read.rows, *_stop_row(row))))
        for at, code, usrn, uprn in _known(places_named, read):
            draft = read.rounds.setdefault(code, _Draft())
            (draft.streets if usrn else draft.properties).append(usrn or uprn)
            read.rows = max(read.rows, at)
    return read


def read_crew_records(path: Path, *, zone: tzinfo) -> ReadRecords:
    """Read crews' records; times without an offset are in `zone`. Raises BadFile."""
    read = ReadRecords()
    found: list[tuple[int, str, str, str]] = []
    by_row: dict[int, CrewRecord] = {}

    def take(row: Mapping[str, str]) -> None:
        record = _crew_row(row, zone)
        by_row[read.rows] = record
        found.append((read.rows, record.round, record.usrn, record.uprn))

    _each(path, ("round", "date", "code", "at"), read, take)
    read.records = [by_row[at] for at, *_ in _known(found, read)]
    return read


def _each(path: Path, needed: tuple[str, ...], read: Read, take: Callable[[Mapping[str, str]], None]) -> None:
    """Give each row to `take`, and note those that it finds wrong. Raises BadFile."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, restkey="")
            missing = [name for name in needed if name not in (rows.fieldnames or ())]
            if missing:
                raise BadFile(f"{path.name} lacks the columns {', '.join(missing)}: add them to its first line.")
            for number, row in enumerate(rows, 2):
                if number > MOST_ROWS:
                    raise BadFile(f"{path.name} has more than {MOST_ROWS} rows: load it in parts.")
                read.rows = number
                try:
                    take(_clean(row))
                except _Wrong as wrong:
                    read.refused.append(Refused(number, wrong.code, wrong.value))
    except UnicodeDecodeError as problem:
        raise BadFile(f"{path.name} is not UTF-8: save it as CSV in UTF-8.") from problem
    except csv.Error as problem:
        raise BadFile(f"{path.name} is not CSV after line {read.rows}: {problem}.") from problem
    except OSError as problem:
        raise BadFile(f"{path.name} cannot be read: {problem.strerror}.") from problem


def _clean(row: Mapping[str, str | list[str] | None]) -> dict[str, str]:
    if "" in row:
        raise _Wrong("too-many-columns")
    clean = {name: value.strip() for name, value in row.items() if isinstance(value, str)}
    if len(clean) < len(row):
        raise _Wrong("too-few-columns")
    for value in clean.values():
        if len(value) > LONGEST_FIELD or not value.isprintable() or "\ufffd" in value:
            raise _Wrong("unreadable", "".join(c for c in value if c.isprintable()))
    return clean


def _calendar_row(row: Mapping[str, str], read: ReadRounds) -> None:
    on, bin_code = _date(row["date"]), _code(row["bin"], "bin")
    draft = read.rounds.setdefault(_code(row["round"], "round"), _Draft())
    draft.days.append((on, bin_code))
    draft.name = row.get("name", "")[:100] or draft.name


def _stop_row(row: Mapping[str, str]) -> tuple[str, str, str]:
    usrn, uprn = _one_place(row)
    return _code(row["round"], "round"), usrn, uprn


def _crew_row(row: Mapping[str, str], zone: tzinfo) -> CrewRecord:
    usrn, uprn = _one_place(row)
    try:
        code = CrewCode(row["code"].casefold())
    except ValueError as problem:
        raise _Wrong("unknown-code", row["code"]) from problem
    bin_code = row.get("bin", "")
    return CrewRecord(
        round=_code(row["round"], "round"),
        on=_date(row["date"]),
        code=code,
        at=_moment(row["at"], zone),
        uprn=uprn,
        usrn=usrn,
        bin=_code(bin_code, "bin") if bin_code else "",
    )


def _one_place(row: Mapping[str, str]) -> tuple[str, str]:
    """Return (usrn, uprn), of which exactly one must be given."""
    usrn, uprn = row.get("usrn", "").lstrip("0"), row.get("uprn", "").lstrip("0")
    if bool(usrn) == bool(uprn):
        raise _Wrong("one-place", f"{usrn} {uprn}".strip())
    if not (usrn or uprn).isdigit() or len(usrn) > 8 or len(uprn) > 12:
        raise _Wrong("no-such-place", usrn or uprn)
    return usrn, uprn


def _code(text: str, what: str) -> str:
    if not text or len(text) > 40:
        raise _Wrong(what, text)
    return text


def _date(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    raise _Wrong("date", text)


def _moment(text: str, zone: tzinfo) -> datetime:
    """Return a UTC time. An hour that the clock change skips does not exist and is refused."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as problem:
        raise _Wrong("time", text) from problem
    if read.tzinfo is None:
        read = read.replace(tzinfo=zone)
        if read.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != read.replace(tzinfo=None):
            raise _Wrong("time", text)
    try:
        return read.astimezone(UTC)
    except OverflowError as problem:
        raise _Wrong("time", text) from problem


def _known(found: list[tuple[int, str, str, str]], read: Read) -> Iterable[tuple[int, str, str, str]]:
    """Yield the rows whose place is in the gazetteer; refuse the others."""
    for begin in range(0, len(found), CHECKED_TOGETHER):
        part = found[begin : begin + CHECKED_TOGETHER]
        streets = places.streets(usrn for _, _, usrn, _ in part if usrn)
        homes = places.addresses(uprn for _, _, _, uprn in part if uprn)
        for row in part:
            if row[2] in streets or row[3] in homes:
                yield row
            else:
                read.refused.append(Refused(row[0], "no-such-place", row[2] or row[3]))
