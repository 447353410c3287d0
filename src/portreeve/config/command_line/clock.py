"""Commands about time: what time it is at the council, and setting the clock of the demo."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from portreeve.config.command_line.django import set_up
from portreeve.config.command_line.output import Answer, WrongUse, answers

app = typer.Typer(help="The council's time and working calendar.", no_args_is_help=True)


@app.command()
@answers
def show() -> Answer:
    """Show what time it is at the council, and whether it is open for work."""
    set_up()
    from portreeve.foundation.clock import api as clock

    now = clock.now()
    is_open, local = clock.calendar().is_open(now), clock.local(now)
    data = {"now": now, "local": local.isoformat(), "zone": str(clock.council_zone()), "open": is_open}
    return Answer(
        data, text=f"{local:%A %-d %B %Y, %H:%M:%S} in {clock.council_zone()}; {'open' if is_open else 'closed'}."
    )


@app.command("set")
@answers
def set_clock(
    moment: Annotated[str, typer.Argument(help="The council's local time, such as 2026-03-27T17:45, or `true`.")],
    stand_still: Annotated[bool, typer.Option(help="Stop there, instead of running on.")] = False,
) -> Answer:
    """Set the clock of every process of the demo; `true` goes back to the true time."""
    set_up()
    from portreeve.foundation.clock import api as clock

    at: datetime | None = None
    if moment != "true":
        try:
            given = datetime.fromisoformat(moment)
        except ValueError as wrong:
            raise WrongUse(f"Write a time as 2026-03-27T17:45, not {moment}.") from wrong
        at = (given if given.tzinfo else given.replace(tzinfo=clock.council_zone())).astimezone(UTC)
    clock.set_for_demo(at, running=not stand_still)
    return Answer(
        {"now": clock.now()}, text=f"It is now {clock.local(clock.now()):%A %-d %B %Y, %H:%M:%S} at the council."
    )


@app.command()
@answers
def due(
    period: Annotated[str, typer.Argument(help='Such as "2 working days" or "4 working hours".')],
    start: Annotated[str, typer.Option("--from", help="The council's local time; now, if left out.")] = "",
) -> Answer:
    """Say when something falls due that is asked for now, or at a given time."""
    set_up()
    from portreeve.foundation.clock import api as clock

    try:
        given = datetime.fromisoformat(start) if start else clock.now()
        at = given if given.tzinfo else given.replace(tzinfo=clock.council_zone())
        falls = clock.calendar().due(at, period)
    except ValueError as wrong:
        raise WrongUse(str(wrong)) from wrong
    return Answer({"due": falls}, text=f"{clock.local(falls):%A %-d %B %Y, %H:%M}")
