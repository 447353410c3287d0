"""Commands about people: find them, show what is held, hand it over, erase it; and the holders of their records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from portreeve.config.command_line.django import with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers
from portreeve.config.command_line.person.holding import described, hold, holds, known, lift

app = typer.Typer(
    help="People: how they can be reached, what was sent, export, erasure and legal holds.", no_args_is_help=True
)
for command in (hold, lift, holds):
    app.command()(command)
app.command("release", hidden=True)(lift)  # as 0.1.0 called it

_READ_FIRST = (
    "What the same records say of other people is left out, but free text may still name somebody: read it before you"
    " hand it on."
)
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
    return Answer({"people": rows, "count": found.count}, text=shown or "No one matches.", yes=bool(rows))


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
    to: Annotated[
        Path | None, typer.Option(help="A new folder for person.json and their files, instead of standard output.")
    ] = None,
) -> Answer:
    """Hand over everything held on a person: one JSON document, and with --to their photos and documents. Audited.

    What the same records say of other people is left out, and says so in the person's language; read the free text
    before you hand it on.
    """
    with with_database():
        from portreeve.config.handing_over import FolderInUse, as_json, folder_for, hand_over
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.personal_data import api as personal_data
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.people import api as people

        known(person)
        try:
            folder = folder_for(to) if to is not None else None
        except FolderInUse as wrong:
            raise WrongUse(str(wrong)) from wrong
        found = personal_data.export(party=person, by=system("person.export"), at=clock.now())
        language = people.party(person).language
        if folder is None:
            data = as_json(found, language=language)
            counted = f"{found.rows} rows in {len(found.tables)} tables, {len(data['files'])} files."
            return Answer(data, text=f"{counted} Give --to FOLDER to have them with the files, or --json to read them.")
        handed = hand_over(found, folder, language=language)
    data = {"written": folder, "rows": found.rows, "files": handed.files, "missing": list(handed.missing)}
    text = f"{found.rows} rows in {len(found.tables)} tables and {handed.files} files written to {folder}."
    if handed.missing:
        text += f" {len(handed.missing)} files could not be opened: {', '.join(map(str, handed.missing))}."
    return Answer(data, text=f"{text} {_READ_FIRST}", yes=not handed.missing)


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

        known(person)
        by, at = system("person.erase"), clock.now()
        try:
            done = personal_data.erase(
                party=person, erase_file=lambda file: files.erase(file=file, by=by, at=at), by=by, at=at
            )
        except personal_data.OnLegalHold as held:
            raise WrongUse(_held(person), data={"code": held.code, **held.data}) from held
    data = {"person": done.party, "tables": dict(done.tables), "files": done.files, "held": dict(done.held)}
    text = f"{sum(done.tables.values())} rows erased, {done.files} files."
    if done.held:
        text += (
            f" {sum(done.held.values())} rows stay for now: they are also those of somebody under a legal hold. They go"
            " by themselves once that is lifted."
        )
    return Answer(data, text=text)


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


def _held(person: UUID) -> str:
    """Say in plain words what forbids an erasure, and what to do."""
    from portreeve.foundation.personal_data import api as personal_data

    holds = "; ".join(described(hold) for hold in personal_data.holds_on(person))
    return (
        f"Nothing was erased. A legal hold keeps this person's records: {holds}. When whoever asked for it says that"
        " the records are no longer needed, lift it with `portreeve person lift`, then erase."
    )
