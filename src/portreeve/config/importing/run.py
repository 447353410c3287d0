"""Brings in a file of past requests: in batches, each whole or not at all, resumable, safe to run twice."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from portreeve.config.importing.mapping import PastMapping
from portreeve.config.importing.rows import PastRow, RowWrong, read_row
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases import api as cases
from portreeve.modules.contacts import api as contacts
from portreeve.modules.contacts.types import Ending, LinkKind, LinkRole, PastContact
from portreeve.modules.insight import api as insight

BATCH = 1000
_MOST_COLUMNS = 200


class FileWrong(Exception):
    """The file as a whole cannot be read; the text says why and what to do."""


@dataclass(slots=True)
class Report:
    """What came of a file."""

    rows: int = 0
    made: int = 0
    known: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, the row's own number, and why."""


def rows_of(path: Path, mapping: PastMapping) -> Iterator[tuple[int, dict[str, str | None]]]:
    """Yield the rows of a CSV file with their lines. Raises FileWrong for one that is no CSV or lacks a column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            names = reader.fieldnames or []
            if not names or len(names) > _MOST_COLUMNS:
                raise FileWrong(
                    f"{path.name} has no line of column names. Save it as CSV with the names on the first line."
                )
            if missing := [c for c in mapping.columns.values() if c not in names]:
                raise FileWrong(f"{path.name} has no column {missing[0]}. Its columns are: {', '.join(names[:40])}.")
            for row in reader:
                yield reader.line_num, row
    except UnicodeDecodeError as error:
        raise FileWrong(f"{path.name} is not UTF-8. Save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise FileWrong(f"{path.name} is not CSV: {error}.") from error


def bring_in(path: Path, mapping: PastMapping, *, by: Actor, at: datetime) -> Iterator[Report]:
    """Bring in a file, yielding the report so far after each batch. Stopped half-way, it goes on when run again."""
    report, lines = Report(), rows_of(path, mapping)
    while some := list(islice(lines, BATCH)):
        good = list(_good(some, mapping, report))
        _load(mapping.source, good, report, by=by, at=at)
        yield report


def _good(some: Sequence[tuple[int, dict[str, str | None]]], mapping: PastMapping, report: Report) -> Iterator[PastRow]:
    """Yield what the rows of a batch say, and note those that cannot be brought in."""
    seen: set[str] = set()
    for line, row in some:
        report.rows += 1
        key = (row.get(mapping.columns["key"]) or "").strip()
        try:
            if key in seen:
                raise RowWrong("its number came before in this file")
            found = read_row(row, mapping)
        except RowWrong as wrong:
            report.refused.append((line, key, str(wrong)))
            continue
        seen.add(key)
        yield found


def _load(source: str, good: Sequence[PastRow], report: Report, *, by: Actor, at: datetime) -> None:
    """Bring in one batch: its cases, then the contacts that led to them."""
    batch = [one.case for one in good]
    loaded = cases.load_past(source=source, batch=batch, write_facts=insight.write_facts, by=by, at=at)
    report.made, report.known = report.made + loaded.made, report.known + loaded.known
    contacts.load_past(
        source=source, batch=[_contact(source, one) for one in good], write_facts=insight.write_facts, by=by, at=at
    )


def _contact(source: str, row: PastRow) -> PastContact:
    """Return the contact that led to a case; how long it took is not in such files."""
    case = row.case
    return PastContact(
        key=case.key,
        channel=case.channel,
        opened_at=case.opened_at,
        ended_at=case.opened_at,
        ending=Ending.RESOLVED,
        service=case.service,
        avoidable=row.avoidable,
        links=((LinkKind.CASE, LinkRole.MADE, cases.past_id(source, case.key)),),
    )


def write_refused(path: Path, report: Report) -> None:
    """Write the refused rows with their reasons, for whoever sees to the file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["line", "number", "reason"])
        writer.writerows(report.refused)
