"""Brings a council's own data in: teams and staff, services, words of what we send, places, and in the demo its past.

Each step can be done again and then changes nothing; a demo that was stopped half-way goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from portreeve.config.settings.read import settings
from portreeve.foundation.pure.actor import Actor, system

DEMO_PASSWORD = "quayside demo"  # noqa: S105 - printed for everybody to use; given in the demo only


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it brings, and how; yields a line each time there is something to say."""

    name: str
    do: Callable[[Actor, datetime], Iterator[str]]


def steps() -> tuple[Step, ...]:
    """Return the steps in order: what a first visitor sees comes first."""
    found = (
        Step("services", _services),
        Step("templates", _templates),
        Step("holders", _holders),
        Step("staff", _staff),
        Step("places", _places),
    )
    return (*found, Step("past", _past)) if settings().demo else found


def prepare(at: datetime) -> Iterator[str]:
    """Do every step, yielding lines for the person at the terminal."""
    by = system("prepare")
    for step in steps():
        yield from step.do(by, at)


def _services(by: Actor, at: datetime) -> Iterator[str]:
    """Publish the council's services."""
    from portreeve.config.services import publish_here

    del by
    report, published = publish_here(settings().council / "services", at=at)
    yield f"{len(published)} services published."
    for problem in report.all_problems:
        if problem.blocks:
            yield f"{problem.file}, line {problem.line}: {problem.text}"


def _templates(by: Actor, at: datetime) -> Iterator[str]:
    """Publish the words of what we send."""
    from portreeve.modules.correspondence import api as correspondence

    changed = correspondence.publish_templates(folder=settings().council / "templates", by=by, at=at)
    yield f"{changed} templates published."


def _holders(by: Actor, at: datetime) -> Iterator[str]:
    """Set up who hears of a change of address; without the file nobody does."""
    from portreeve.config.holders import FILE, load_holders

    path = settings().council / FILE
    yield f"{load_holders(path, by=by, at=at) if path.exists() else 0} holders of records."


def _staff(by: Actor, at: datetime) -> Iterator[str]:
    """Bring teams, accounts and grants into line with the council's files."""
    from portreeve.foundation.accounts import api as accounts

    password = DEMO_PASSWORD if settings().demo else ""
    loaded = accounts.load_staff(folder=settings().council, by=by, at=at, demo_password=password)
    yield f"{loaded.staff} members of staff."


def _places(by: Actor, at: datetime) -> Iterator[str]:
    """Load the demo borough; a real council loads its own gazetteer with `portreeve places load`."""
    from portreeve.config.generate.load_places import load_borough

    folder = settings().council / "places"
    if not (folder / "borough.yaml").exists():
        yield "No borough to generate: load addresses with `portreeve places load`."
        return
    borough = load_borough(folder=folder, by=by, at=at)
    yield f"{borough.gazetteer.added} new places and {borough.rounds} collection rounds."


def _past(by: Actor, at: datetime) -> Iterator[str]:
    """Load the demo's two lived-in years, once: another day's start must not make up another past."""
    from portreeve.config.generate.load_history import Wanted, load_history
    from portreeve.modules.insight import api as insight

    if not (settings().council / "history.yaml").exists() or insight.newest() is not None:
        return
    done = list(load_history(folder=settings().council, wanted=Wanted(), by=by, at=at))[-1]
    yield f"{done.people} people, {done.cases} cases and {done.contacts} contacts of two years."
