"""Commands about events: how handlers stand, what they could not take, and having figures made again."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer
from rich.table import Table

from portreeve.config.command_line.django import with_database
from portreeve.config.command_line.output import Answer, WrongUse, answers

app = typer.Typer(help="What happened, and who still has to be told.", no_args_is_help=True)

_Letter = Annotated[UUID, typer.Argument(help="Its id, from `portreeve events dead`.")]


@app.command()
@answers
def standing() -> Answer:
    """Show for each handler how many events wait, are retried, are parked behind another, or are dead."""
    with with_database():
        from portreeve.foundation.outbox import api as outbox

        found = outbox.standings(outbox.installed())
    table = Table("handler", "waiting", "retried", "parked", "dead")
    for one in found:
        table.add_row(one.handler, *(f"{n:,}" for n in (one.waiting, one.retrying, one.parked, one.dead)))
    rows = [
        {
            "handler": one.handler,
            "waiting": one.waiting,
            "oldest": one.oldest,
            "retrying": one.retrying,
            "parked": one.parked,
            "dead": one.dead,
        }
        for one in found
    ]
    return Answer(rows, text=table, yes=not any(one.dead for one in found))


@app.command()
@answers
def dead() -> Answer:
    """List the events that a handler could not take after its last attempt. Exit code 1 if there are any."""
    with with_database():
        from portreeve.foundation.outbox import api as outbox

        found = outbox.dead_letters()
    rows = [
        {
            "id": str(one.id),
            "handler": one.handler,
            "kind": one.kind,
            "subject": str(one.subject),
            "since": one.since,
            "error": one.error,
            "behind": one.behind,
        }
        for one in found
    ]
    lines = [f"{r['id']}  {r['handler']}  {r['kind']}  {r['error']}  ({r['behind']} behind it)" for r in rows]
    return Answer(rows, text="\n".join(lines) or "No event is dead.", yes=not rows)


@app.command()
@answers
def retry(letter: _Letter) -> Answer:
    """Have a dead event handed on again, once what made it fail is mended."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.outbox import api as outbox
        from portreeve.foundation.pure.actor import system

        outbox.retry(dead_letter=letter, by=system("events.retry"), at=clock.now())
    return Answer({"retried": str(letter)}, text="It will be handed on within a second.")


@app.command("let-go")
@answers
def let_go(letter: _Letter) -> Answer:
    """Give a dead event up for its handler, so that those behind it go on. The event itself stays."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.outbox import api as outbox
        from portreeve.foundation.pure.actor import system

        outbox.let_go(dead_letter=letter, by=system("events.let-go"), at=clock.now())
    return Answer({"let_go": str(letter)}, text="Those behind it go on.")


@app.command("retry-all")
@answers
def retry_all(handler: Annotated[str, typer.Argument(help="Its name, from `portreeve events standing`.")]) -> Answer:
    """Have all dead events of one handler handed on again."""
    with with_database():
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.outbox import api as outbox
        from portreeve.foundation.pure.actor import system

        if handler not in {one.name for one in outbox.installed()}:
            raise WrongUse(f"There is no handler {handler}: see `portreeve events standing`.")
        count = outbox.retry_all(handler=handler, by=system("events.retry-all"), at=clock.now())
    return Answer({"retried": count}, text=f"{count:,} will be handed on again.")


@app.command()
@answers
def replay(
    handler: Annotated[str, typer.Argument(help="Its name: `insight.count`, which makes the figures.")],
) -> Answer:
    """Throw away what a handler made of all events, and have it made again, by the running worker.

    Only what can be made again: no message is sent twice. Figures are low until it has come to the last event.
    """
    with with_database():
        from portreeve.config.wiring import effects
        from portreeve.foundation.clock import api as clock
        from portreeve.foundation.outbox import api as outbox
        from portreeve.foundation.pure.actor import system

        found = {one.name: one for one in outbox.installed() if one.name in effects()}
        if handler not in found:
            raise WrongUse(f"{handler} cannot be replayed. Those that can: {', '.join(found)}.")
        by = system("events.replay")
        outbox.replay(handler=found[handler], by=by, at=clock.now(), clear=effects()[handler])
    return Answer({"replayed": handler}, text="The worker makes it again: see `portreeve events standing`.")
