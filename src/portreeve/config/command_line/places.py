"""Commands about places: load a gazetteer and collections, look addresses up."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from portreeve.config.command_line.django import set_up, with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers, say
from portreeve.modules.places.types import MOST_RETIRED, Loaded, Refused, TooMuchRetired

app = typer.Typer(help="Addresses, streets, wards and bin collections.", no_args_is_help=True)

_File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file in UTF-8.")]
_Refused = Annotated[Path | None, typer.Option(help="Where to write the rows that were refused, with reasons.")]


@app.command()
@answers
def load(
    file: _File,
    mapping: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Which column is what: see the docs.")],
    refused: _Refused = None,
    full: Annotated[
        bool, typer.Option("--full", help="The file is the whole gazetteer: what it leaves out is retired.")
    ] = False,
    retire_up_to: Annotated[
        float, typer.Option(min=0, max=100, help="With --full: per cent of what is offered that may be retired.")
    ] = MOST_RETIRED,
) -> Answer:
    """Load a gazetteer from a file. Goes on where it was cut short, and may be run again.

    Without --full nothing is taken away. What is retired is not offered any more, and old cases still show it; a later
    load that has it brings it back.
    """
    set_up()
    from portreeve.config.command_line.gazetteer_csv import GazetteerFile, read_mapping

    given = GazetteerFile(file, read_mapping(mapping))
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.places import api as places

        try:
            loaded = places.load_gazetteer(
                records=given.records(),
                source=given.source(),
                by=system("places.load"),
                at=clock.now(),
                progress=lambda rows: say(f"{rows:,} addresses read"),
                full=given.full(retire_up_to) if full else None,
            )
        except TooMuchRetired as stopped:
            text = _too_much(file, stopped.data, retire_up_to)
            raise WrongUse(text, data={"code": stopped.code, **stopped.data}) from stopped
    return _told(loaded, [*given.refused, *loaded.refused], refused, full=full)


def _told(loaded: Loaded, refusals: list[Refused], file: Path | None, *, full: bool) -> Answer:
    """Say what a load did: how many were new, changed, retired and refused."""
    rows = sorted(refusals, key=lambda r: r.row)
    _write_refused(file, rows)
    data = {
        "added": loaded.added,
        "changed": loaded.changed,
        "unchanged": loaded.unchanged,
        "retired": loaded.retired,
        "streets_retired": loaded.streets_retired,
        "refused": len(rows),
        "reasons": _reasons(rows),
    }
    text = (
        f"{loaded.added:,} added, {loaded.changed:,} changed, {loaded.unchanged:,} as they were, {len(rows):,} refused."
    )
    if full:
        text += f" {loaded.retired:,} addresses and {loaded.streets_retired:,} streets retired."
    return Answer(data, text=text + _explained(rows), yes=not rows)


def _too_much(file: Path, found: Mapping[str, Any], most: float) -> str:
    """Say in plain words why a full load was refused, and what to do."""
    what, gone, offered = found["what"], int(found["gone"]), int(found["offered"])
    needed = math.ceil(gone * 1000 / offered) / 10
    return (
        f"Nothing was loaded. {file.name} leaves out {gone:,} of the {offered:,} {what} that are offered now"
        f" ({needed:g} %), and a full load may retire {most:g} %. If the file is only part of the gazetteer, or was cut"
        f" short, leave out --full or get the whole of it; if they have really gone, add --retire-up-to {needed:g}."
    )


@app.command()
@answers
def search(
    text: Annotated[str, typer.Argument(help="A postcode, part of one, or an address with or without mistakes.")],
    limit: Annotated[int, typer.Option(min=1, max=200)] = 10,
) -> Answer:
    """Look an address up, as residents do."""
    with with_database():
        from portreeve.modules.places import api as places

        found = places.look_up(query=text, limit=limit)
    rows = [{"uprn": a.uprn, "line": a.line, "postcode": a.postcode, "ward": a.ward} for a in found.addresses]
    shown = "\n".join(f"{row['uprn']:>12}  {row['line']}, {row['postcode']}" for row in rows)
    for name in found.unavailable:
        say(f"{name} could not be asked.")
    data = {"addresses": rows, "source": found.source, "unavailable": list(found.unavailable)}
    return Answer(data, text=shown or "No address fits.", yes=bool(rows))


@app.command()
@answers
def calendar(
    calendar_file: Annotated[Path | None, typer.Option("--calendar", exists=True, dir_okay=False)] = None,
    stops: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
    refused: _Refused = None,
) -> Answer:
    """Load rounds: their days (round, date, bin) and their stops (round, usrn or uprn)."""
    if not (calendar_file or stops):
        raise WrongUse("Give --calendar, --stops or both.")
    set_up()
    from portreeve.adapters.collections import BadFile, read_rounds

    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.places import api as places

        try:
            read = read_rounds(calendar_file, stops)
        except BadFile as bad:
            raise WrongUse(str(bad)) from bad
        name = (calendar_file or stops or Path()).name
        count = places.load_calendar(rounds=read.made(), source=name, by=system("places.calendar"), at=clock.now())
    _write_refused(refused, read.refused)
    data = {"rounds": count, "refused": len(read.refused), "reasons": _reasons(read.refused)}
    return Answer(data, text=f"{count:,} rounds loaded." + _explained(read.refused), yes=not read.refused)


@app.command()
@answers
def crews(file: _File, refused: _Refused = None) -> Answer:
    """Take in what crews recorded: round, date, code, at, and uprn or usrn."""
    set_up()
    from portreeve.adapters.collections import BadFile, read_crew_records

    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.places import api as places

        try:
            read = read_crew_records(file, zone=clock.council_zone())
        except BadFile as bad:
            raise WrongUse(str(bad)) from bad
        by = system("places.crews")
        added = places.record_collection(entries=read.records, source=file.name, by=by, at=clock.now())
    _write_refused(refused, read.refused)
    data = {"added": added, "known": len(read.records) - added, "refused": len(read.refused)}
    text = f"{added:,} records added, {len(read.records) - added:,} known already." + _explained(read.refused)
    return Answer(data | {"reasons": _reasons(read.refused)}, text=text, yes=not read.refused)


def _reasons(rows: list[Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.code] = counts.get(row.code, 0) + 1
    return counts


def _explained(rows: list[Any]) -> str:
    """Return why rows were refused, by reason, and how to see which."""
    if not rows:
        return ""
    why = ", ".join(f"{code} {count:,}" for code, count in sorted(_reasons(rows).items()))
    return f"\nRefused: {why}. Give --refused FILE to see which."


def _write_refused(path: Path | None, rows: list[Any]) -> None:
    if path is None:
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["row", "reason", "value"])
        out.writerows([row.row, row.code, row.value] for row in rows)
