"""Commands about people: find them, show what is held, hand it over, erase it; and the holders of their records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from portreeve.config.command_line.django import with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers

app = typer.Typer(help="People: how they can be reached, what was sent, export and erasure.", no_args_is_help=True)

_Person = Annotated[UUID, typer.Argument(help="The id of the person, as `portreeve person find` shows it.")]


@app.command()
@answers
def find(
    text: Annotated[str, typer.Argument(help="A name, with or without mistakes, a telephone number or an email.")],
) -> Answer:
    """Find people. Whom it shows is audited, as on the desk."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.people import api as people

        found = people.find_people(text, actor=system("person.find"), at=clock.now())
    rows = [{"id": r.id, "kind": r.kind, "name": r.name, "reached_at": list(r.reached_at)} for r in found.rows]
    shown = "\n".join(f"{r.id}  {r.name}  {', '.join(r.reached_at)}" for r in found.rows)
    return Answer({"people": rows, "count": found.count}, text=shown or "Nobody fits.", yes=bool(rows))


@app.command()
@answers
def sent(person: _Person) -> Answer:
    """List what was sent to a person, or is to be: way, state and why that way, without the words."""
    with with_database():
        from portreeve.modules.correspondence import api as correspondence

        found = correspondence.dispatches_to(person)
    rows: list[dict[str, Any]] = [
        {"at": d.created_at, "template": d.template, "way": d.way, "status": d.status, "because": d.because, "id": d.id}
        for d in found
    ]
    shown = "\n".join(
        f"{d.created_at:%d %b %Y %H:%M}  {d.template:<22} {d.way:<7} {d.status:<10} {d.because}" for d in found
    )
    return Answer({"dispatches": rows}, text=shown or "Nothing was sent to this person.")


@app.command()
@answers
def export(
    person: _Person,
    to: Annotated[Path | None, typer.Option(help="A file to write, instead of standard output.")] = None,
) -> Answer:
    """Hand over everything held on a person, as one JSON document. Audited."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.personal_data import api as personal_data
        from portreeve.foundation.pure.actor import system

        _known(person)
        found = personal_data.export(party=person, by=system("person.export"), at=clock.now())
    data = {"person": found.party, "at": found.at, "tables": _plain(found.tables), "files": list(found.files)}
    rows = sum(len(table) for table in found.tables.values())
    text = f"{rows} rows in {len(found.tables)} tables, {len(found.files)} files."
    if to is not None:
        import json

        to.write_text(json.dumps(data, default=str, ensure_ascii=False, indent=2), encoding="utf-8")
        return Answer({"written": to, "rows": rows, "files": len(found.files)}, text=f"{text} Written to {to}.")
    return Answer(data, text=f"{text} Give --json to read them, or --to FILE.")


@app.command()
@answers
def erase(
    person: _Person,
    sure: Annotated[bool, typer.Option("--sure", help="Erase for good; without it nothing is done.")] = False,
) -> Answer:
    """Erase a person: what tells who they are goes, counts and codes stay true. A legal hold forbids it."""
    if not sure:
        raise WrongUse("This cannot be undone. Look with `portreeve person export` first, then give --sure.")
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.files import api as files
        from portreeve.foundation.personal_data import api as personal_data
        from portreeve.foundation.pure.actor import system

        _known(person)
        by, at = system("person.erase"), clock.now()
        done = personal_data.erase(
            party=person, erase_file=lambda file: files.erase(file=file, by=by, at=at), by=by, at=at
        )
    data = {"person": done.party, "tables": dict(done.tables), "files": done.files}
    return Answer(data, text=f"{sum(done.tables.values())} rows erased, {done.files} files.")


@app.command()
@answers
def holders(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Such as demo/holders.yaml.")],
) -> Answer:
    """Set up who holds records of people and hears of changes, from a file. May be run again."""
    with with_database():
        from portreeve.config.holders import HoldersWrong, load_holders
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system

        try:
            count = load_holders(file, by=system("person.holders"), at=clock.now())
        except HoldersWrong as wrong:
            raise WrongUse(str(wrong)) from wrong
    return Answer({"holders": count}, text=f"{count} holders set up.")


def _known(person: UUID) -> None:
    """Refuse an id that is nobody's, which would otherwise answer with nothing."""
    from portreeve.modules.people import api as people

    if person not in people.parties([person]):
        raise WrongUse(f"There is no person {person}; find theirs with `portreeve person find`.")


def _plain(tables: Any) -> dict[str, Any]:
    """Return the rows so that every value can be written as JSON."""
    return {
        name: [{column: _text(value) for column, value in row.items()} for row in rows] for name, rows in tables.items()
    }


def _text(value: object) -> object:
    return value if isinstance(value, str | int | bool | list | dict | None) else str(value)
