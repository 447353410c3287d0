"""Commands about services: check, list and show files; publish, withdraw and upgrade them.

`check`, `list FOLDER`, `show SERVICE FOLDER`, `upgrade` and `schema` work on files alone, without a database.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Column, Table

from portreeve.config.command_line.django import set_up, with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers, print_json, say
from portreeve.config.command_line.services_shown import problem_rows, service_as_text, shown_problems

app = typer.Typer(help="The services a council offers, as files and as published.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="A folder of service files.")]
MaybeFolder = Annotated[Path | None, typer.Argument(exists=True, file_okay=False, help="A folder of service files.")]
Require = Annotated[list[str] | None, typer.Option(help="A language without which nothing is published; repeatable.")]
Language = Annotated[str, typer.Option(help="The language to show, as a tag such as `cy`.")]


@app.command()
@answers
def check(folder: Folder, require: Require = None, strict: bool = False) -> Answer:
    """Check the service files in a folder. Exit code 1 where something stops publishing; --strict: or is a warning."""
    _set_up_for_files()
    from portreeve.config.services import check_here

    report = check_here(folder, required=tuple(require or ()))
    found = report.all_problems
    blocking = sum(problem.blocks for problem in found)
    text = shown_problems(found)
    ready = sum(reading.publishable for reading in report.readings)
    counted = f"{len(report.readings)} services, {ready} can be published"
    say(f"{counted}; {blocking} problems, {len(found) - blocking} warnings.")
    data = {"services": [reading.id for reading in report.readings], "problems": problem_rows(found)}
    return Answer(data | {"publishable": report.publishable}, text=text, yes=not (found if strict else blocking))


@app.command("list")
@answers
def list_services(folder: MaybeFolder = None, language: Language = "en") -> Answer:
    """List the services published, or those in a folder of files."""
    rows = _rows_of_folder(folder, language) if folder else _rows_published(language)
    table = Table(Column("service", no_wrap=True), "verb", "tier", "name", "channels", box=None)
    for row in rows:
        table.add_row(row["service"], row["verb"], row["tier"], row["name"], ", ".join(row["channels"]))
    return Answer({"services": rows}, text=table if rows else "There are no services.")


@app.command()
@answers
def show(service: str, folder: MaybeFolder = None, language: Language = "en") -> Answer:
    """Show one service as it is published, or as its file in a folder has it: what is asked, and what stops it."""
    if folder:
        _set_up_for_files()
        from portreeve.modules.catalogue import api as catalogue

        found = catalogue.read_service(folder, service).service
        if found is None:
            raise WrongUse(f"{service}.yaml cannot be read. `portreeve services check {folder}` says why.")
    else:
        with with_database():
            from portreeve.modules.catalogue import api as catalogue

            found = catalogue.published(service)
    return Answer(catalogue.document_of(found), text=service_as_text(found, language))


@app.command()
@answers
def publish(folder: Folder, require: Require = None) -> Answer:
    """Publish every service in a folder that nothing stops. Exit code 1 where a service was left as it was."""
    with with_database():
        from portreeve.config.services import publish_here
        from portreeve.foundation.clock import api as clock

        report, done = publish_here(folder, required=tuple(require or ()), at=clock.now())
    blocking = tuple(problem for problem in report.all_problems if problem.blocks)
    lines = [f"{one.service}  {one.version[:12]}  {'published' if one.changed else 'as it was'}" for one in done]
    if blocking:
        say("These were not published:")
        for problem in blocking:
            say(f"  {problem.file}:{problem.line}: {problem.text}")
    data = {
        "published": [{"service": one.service, "version": one.version, "changed": one.changed} for one in done],
        "problems": problem_rows(blocking),
    }
    return Answer(data, text="\n".join(lines), yes=not blocking)


@app.command()
@answers
def withdraw(
    service: str,
    instead: Annotated[list[str], typer.Option(help="What to do instead, as en='Ring us …'; one a language.")],
) -> Answer:
    """Stop offering a service. Journeys under way end with what to do instead."""
    words = dict(_pair(text) for text in instead)
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system
        from portreeve.modules.catalogue import api as catalogue

        catalogue.withdraw(service=service, instead=words, by=system("services.withdraw"), at=clock.now())
    return Answer({"withdrawn": service, "instead": words}, text=f"{service} is withdrawn.")


@app.command()
@answers
def upgrade(folder: Folder, write: bool = False) -> Answer:
    """Rewrite files of an older format. Without --write it only says which. Exit code 1 where one cannot be."""
    _set_up_for_files()
    from portreeve.modules.catalogue import api as catalogue

    changed, failed = [], []
    for path in sorted(folder.glob("*.yaml")):
        try:
            old = path.read_text(encoding="utf-8")
            new = catalogue.upgrade(old)
        except (catalogue.CannotUpgrade, UnicodeDecodeError) as problem:
            failed.append({"file": path.name, "problem": str(problem)})
            say(f"{path.name}: {problem}")
            continue
        if new != old:
            changed.append(path.name)
            if write:
                path.write_text(new, encoding="utf-8")
    text = "\n".join(changed) if changed else "Every file is of the newest format."
    return Answer({"changed": changed, "written": write, "failed": failed}, text=text, yes=not failed)


@app.command()
@answers
def translate(service: str, language: str, folder: Folder) -> Answer:
    """Make SERVICE.LANGUAGE.yaml ready for a translator: every text without words, beside the place for them."""
    _set_up_for_files()
    from ruamel.yaml.error import YAMLError

    from portreeve.modules.catalogue import api as catalogue

    found = catalogue.read_service(folder, service).service
    if found is None or language == found.language:
        raise WrongUse(f"{service}.yaml cannot be read, or is itself in {language}. `services check` says more.")
    path = folder / f"{service}.{language}.yaml"
    try:
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new, missing = catalogue.words_to_translate(found, language, old)
    except (YAMLError, UnicodeDecodeError) as problem:
        raise WrongUse(f"{path.name} cannot be read. `services check` says why.") from problem
    if new != old:
        path.write_text(new, encoding="utf-8")
    text = f"{path}: {missing} texts have no words yet." if missing else f"{path}: every text has words."
    return Answer({"file": path, "missing": missing}, text=text)


@app.command()
def schema() -> None:
    """Print the JSON Schema of service files, for editors and other programs."""
    _set_up_for_files()
    from portreeve.modules.catalogue import api as catalogue

    print_json(catalogue.schema())


def _set_up_for_files() -> None:
    """Get Django ready for commands on files: nothing is served or signed, so no secret need be set."""
    if not (os.environ.get("PORTREEVE_SECRET_KEY") or os.environ.get("PORTREEVE_SECRET_KEY_FILE")):
        os.environ.setdefault("PORTREEVE_DEMO", "1")
    set_up()


def _rows_of_folder(folder: Path, language: str) -> list[dict[str, Any]]:
    """Return the rows of a list from files."""
    _set_up_for_files()
    from portreeve.config.services import check_here
    from portreeve.modules.catalogue import api as catalogue

    services = [reading.service for reading in check_here(folder).readings if reading.service is not None]
    return [
        {
            "service": one.id,
            "verb": one.verb.value,
            "tier": one.tier.value,
            "name": one.text("name", language),
            "channels": list(catalogue.channels_of(one)),
        }
        for one in services
    ]


def _rows_published(language: str) -> list[dict[str, Any]]:
    """Return the rows of a list from the database."""
    with with_database():
        from portreeve.modules.catalogue import api as catalogue

        return [
            {
                "service": row.id,
                "verb": row.verb.value,
                "tier": row.tier.value,
                "name": row.name,
                "channels": list(row.channels),
                "version": row.version,
            }
            for row in catalogue.listing(language=language)
        ]


def _pair(text: str) -> tuple[str, str]:
    """Return a language and its words. Raises WrongUse."""
    language, equals, words = text.partition("=")
    if not equals or not words.strip():
        raise WrongUse(f"`{text}` is not a language and its words. Write --instead en='Ring us on 01632 960 100'.")
    return language.strip(), words.strip()
