"""`portreeve prepare` and `portreeve generate`: the council's own data, and made-up data for measurements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portreeve.config.command_line.django import with_database
from portreeve.config.command_line.output import Answer, answers, say


def add_to(app: typer.Typer) -> None:
    """Add these commands to `portreeve`."""
    app.command()(prepare)
    app.command()(generate)


@answers
def prepare() -> Answer:
    """Bring in the council's services, templates, staff and places. Done again, it changes only what differs."""
    with with_database():
        from portreeve.config.prepare import prepare as steps
        from portreeve.foundation.clock import api as clock

        lines = []
        for line in steps(clock.now()):
            say(line)
            lines.append(line)
    return Answer({"done": lines}, text="All is in place.")


@answers
def generate(
    addresses: Annotated[int, typer.Option(help="How many addresses the borough has.", min=0)] = 60_000,
    people: Annotated[int, typer.Option(help="How many made-up people.", min=1)] = 5_000,
    cases: Annotated[int, typer.Option(help="How many made-up cases.", min=0)] = 12_000,
    contacts: Annotated[int, typer.Option(help="How many contacts at least, those of cases included.", min=0)] = 20_000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same data.")] = 2026,
) -> Answer:
    """Make up a borough and its past, always the same for a seed: for measurements."""
    with with_database() as chosen:
        from portreeve.config.generate.load_history import History, Wanted, load_history
        from portreeve.config.generate.load_places import load_borough
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.pure.actor import system

        by, at = system("generate"), clock.now()
        council = Path(chosen.council)
        if addresses:
            load_borough(folder=council / "places", by=by, at=at, addresses=addresses, seed=seed)
            say(f"{addresses} addresses")
        done, wanted = History(), Wanted(people=people, cases=cases, contacts=contacts, seed=seed)
        for done in load_history(folder=council, wanted=wanted, by=by, at=at):
            say(f"{done.people} people, {done.cases} cases, {done.contacts} contacts")
    data = {"addresses": addresses, "people": done.people, "cases": done.cases, "contacts": done.contacts}
    return Answer(data, text=f"{done.cases} cases and {done.contacts} contacts are new.")
