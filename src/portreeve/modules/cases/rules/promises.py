"""When a promise is due, when to warn of it, and when it is broken; and how a wait moves it. Times are aware UTC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from portreeve.modules.cases.types import PromiseKind

NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""Stored where there is no time, so that lists sort and page by one key."""


@dataclass(frozen=True, slots=True)
class Term:
    """One promise as it stands."""

    kind: PromiseKind
    due: datetime | None
    met_at: datetime | None = None
    warned: bool = False
    broken: bool = False

    @property
    def pending(self) -> bool:
        """Whether it can still be kept or broken."""
        return self.due is not None and self.met_at is None and not self.broken


@dataclass(frozen=True, slots=True)
class Terms:
    """Both promises, and whether their clock stands still."""

    answer: Term
    done: Term
    stopped: bool = False

    def each(self) -> tuple[Term, Term]:
        """Return both, the answer first."""
        return self.answer, self.done


class Finding:
    """What a look at the clock can find."""

    WARN: Final = "warn"
    BREAK: Final = "break"


def due_next(terms: Terms) -> datetime:
    """Return the time the case is listed under: the earliest promise not yet met, broken or not; NEVER if none.

    A broken promise keeps its place in the list until it is met: a new date does not hide it.
    """
    if terms.stopped:
        return NEVER
    return min((t.due for t in terms.each() if t.due is not None and t.met_at is None), default=NEVER)


def watch_next(terms: Terms, warn_at: Callable[[datetime], datetime]) -> datetime:
    """Return when the clock must be looked at again: the next warning or break; NEVER if nothing is pending."""
    if terms.stopped:
        return NEVER
    times = (t.due if t.warned else warn_at(t.due) for t in terms.each() if t.pending and t.due is not None)
    return min(times, default=NEVER)


def findings(terms: Terms, at: datetime, warn_at: Callable[[datetime], datetime]) -> tuple[tuple[str, Term], ...]:
    """Return what is to be done now: for each pending promise a break, else a warning not yet given, else nothing."""
    if terms.stopped:
        return ()
    found: list[tuple[str, Term]] = []
    for term in terms.each():
        if not term.pending or term.due is None:
            continue
        if term.due <= at:
            found.append((Finding.BREAK, term))
        elif not term.warned and warn_at(term.due) <= at:
            found.append((Finding.WARN, term))
    return tuple(found)


def after_wait(terms: Terms, moved: Callable[[datetime], datetime]) -> Terms:
    """Return the terms once the person has answered: every promise still pending is moved on by the wait."""

    def on(term: Term) -> Term:
        return replace(term, due=moved(term.due)) if term.pending and term.due is not None else term

    return replace(terms, answer=on(terms.answer), done=on(terms.done), stopped=False)


def met(terms: Terms, kind: PromiseKind, at: datetime) -> Terms:
    """Return the terms with one promise met; what is done is also answered. Met once, the first time counts."""
    answer = terms.answer if terms.answer.met_at else replace(terms.answer, met_at=at)
    if kind is PromiseKind.ANSWER:
        return replace(terms, answer=answer)
    done = terms.done if terms.done.met_at else replace(terms.done, met_at=at)
    return replace(terms, answer=answer, done=done)


def kept(term: Term) -> bool | None:
    """Say whether a met promise was kept; None where none was made or it is not met."""
    if term.due is None or term.met_at is None:
        return None
    return not term.broken and term.met_at <= term.due
