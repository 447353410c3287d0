"""Commands about places: load a gazetteer and collections, look addresses up."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated, Any

import typer

from portreeve.config.command_line.django import set_up, with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers, say

app = typer.Typer(help="Addresses, streets, wards and bin collections.", no_args_is_help=True)

_File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file in UTF-8.")]
_Refused = Annotated[Path | None, typer.Option(help="Where to write the rows that were refused, with reasons.")]


@app.command()
@answers
def load(
    file: _File,
    mapping: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Which column is what: see the docs.")],
    refused: _Refused = None,
) -> Answer:
    """Load a gazetteer from a file. Goes on where it was cut short, and may be run again."""
    set_up()
    from portreeve.config.command_line.gazetteer_csv import GazetteerFile, read_mapping

    given = GazetteerFile(file, read_mapping(mapping))
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.places import api as places

        loaded = places.load_gazetteer(
            records=given.records(),
            source=given.source(),
            by=system("places.load"),
            at=clock.now(),
            progress=lambda rows: say(f"{rows:,} addresses read"),
        )
    rows = sorted((*given.refused, *loaded.refused), key=lambda r: r.row)
    _write_refused(refused, rows)
    data = {"added": loaded.added, "changed": loaded.changed, "unchanged": loaded.unchanged, "refused": len(rows)}
    text = (
        f"{loaded.added:,} added, {loaded.changed:,} changed, {loaded.unchanged:,} as they were, {len(rows):,} refused."
    )
    return Answer(data | {"reasons": _reasons(rows)}, text=text + _explained(rows), yes=not rows)


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
