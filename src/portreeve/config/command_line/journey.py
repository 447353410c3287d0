"""Commands about journeys: play one in the terminal, as a page, as text messages or as a telephone call."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from portreeve.config.command_line.django import set_up, with_database
from portreeve.config.command_line.output import print_json, refuse, say
from portreeve.foundation.pure.channel import Medium

app = typer.Typer(help="Ways through services.", no_args_is_help=True)


@app.callback()
def journey() -> None:
    """Ways through services."""


@app.command()
def play(  # noqa: PLR0913, PLR0917 - each is an option of the command
    service: Annotated[str, typer.Argument(help="A service's id, such as `missed-bin`.")],
    medium: Annotated[Medium, typer.Option(help="How it is shown and answered.")] = Medium.TEXT,
    language: Annotated[str, typer.Option(help="The language, as a tag such as `cy`.")] = "en",
    at: Annotated[str, typer.Option(help="Pretend it is this council-local time: 2026-10-25T16:59:50.")] = "",
    folder: Annotated[Path, typer.Option(help="The folder of service files.")] = Path("demo/services"),
    fact: Annotated[list[str] | None, typer.Option(help="Set a sample fact: `emptied=true`; repeatable.")] = None,
    database: Annotated[bool, typer.Option("--database", help="Use the published service and real addresses.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer with one JSON document and nothing else.")] = False,
) -> None:
    """Play one journey. Nothing is kept or sent. Replies come from the keyboard, or line by line from a pipe.

    On the telephone zero is a person, star says it again, two stars go back. A reply such as `@2026-10-25T17:00:20`
    lets time pass. Exit code 1 where the journey did not come to its end.
    """
    # Trying a service out needs no secret: nothing is signed.
    import os

    os.environ.setdefault("PORTREEVE_DEMO", "1")
    set_up()
    with with_database() if database else nullcontext():
        from portreeve.config.rehearsal import play as journey_play

        rehearsal, found = _begin(service, medium, language, at, folder=folder, facts=fact or [], database=database)
        try:
            told = journey_play.play(found, rehearsal, medium, replies=_replies(json), out=_out(medium, json))
        except ValueError as wrong:
            refuse(f"{wrong} Write a time such as @2026-10-25T17:00:20.", as_json=json)
    if json:
        print_json(vars(told))
    if told.ended == "unfinished":
        say("The replies ran out before the journey's end.")
        raise typer.Exit(1)


def _begin(  # noqa: PLR0913 - the command's options
    service: str, medium: Medium, language: str, at: str, *, folder: Path, facts: list[str], database: bool
) -> tuple[Any, Any]:
    """Return a journey at its beginning, and its service."""
    from portreeve.config.rehearsal.play import read_time
    from portreeve.config.rehearsal.sample import SampleAnswers
    from portreeve.config.wiring import journeys as joined
    from portreeve.foundation.pure.actor import resident
    from portreeve.foundation.pure.refusals import Refusal
    from portreeve.modules.catalogue import api as catalogue
    from portreeve.modules.journeys.api import Rehearsal

    try:
        found = catalogue.published(service) if database else catalogue.read_service(folder, service).service
    except Refusal:
        found = None
    if found is None:
        where = "published" if database else f"readable in {folder}"
        refuse(f"`{service}` is not {where}. `portreeve services list {folder}` names those there are.")
    zone = "Europe/London"
    try:
        now = read_time(at, zone) if at else datetime.now(UTC)
    except ValueError:
        refuse(f"`{at}` is no time. Write one such as 2026-10-25T16:59:50.")
    answers = joined().answers if database else SampleAnswers(_facts(facts))
    rehearsal = Rehearsal(
        found, medium=medium, language=language, at=now, zone=zone, answers=answers, by=resident(None)
    )
    return rehearsal, found


def _facts(written: list[str]) -> dict[str, Any]:
    """Return the facts set on the command line."""
    values = {"true": True, "false": False}
    pairs = (one.partition("=") for one in written)
    return {name.strip(): values.get(value.strip(), value.strip()) for name, _, value in pairs}


def _replies(quiet: bool) -> Iterator[str]:
    """Go through the lines of standard input; at a keyboard, with a mark that one is waited for."""
    while True:
        if sys.stdin.isatty() and not quiet:
            sys.stdout.write("> ")
            sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            return
        yield line.rstrip("\r\n")


def _out(medium: Medium, quiet: bool) -> Any:
    """Return what shows each turn as it happens."""
    mark = {Medium.WEB: "", Medium.TEXT: "", Medium.VOICE: "(said) "}[medium]

    def out(who: str, lines: str) -> None:
        if quiet or (who == "reply" and sys.stdin.isatty()):
            return
        sys.stdout.write(f"{mark}{lines}\n\n" if who == "said" else f"> {lines}\n\n")
        sys.stdout.flush()

    return out
