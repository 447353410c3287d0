"""The relay: hands committed events on to handlers, each handler at its own pace and in order (design §2, ADR 0004)."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any
from uuid import UUID

from django.db import Error, connection, transaction

from portreeve.foundation.commit_order.api import START, CommitPlace, head
from portreeve.foundation.observe import api as observe
from portreeve.foundation.outbox import letters, reading, rules
from portreeve.foundation.outbox.models import Letter
from portreeve.foundation.outbox.operations import CAUSE, as_a_whole
from portreeve.foundation.outbox.reading import BEGIN, Row, Turn
from portreeve.foundation.outbox.types import EVERY_KIND, LIVE_CHANNEL, Handler
from portreeve.foundation.pure.events import Recorded

log = logging.getLogger("portreeve.outbox")
LIVE = "live"
"""The relay's own place in the events: how far listeners have been told."""
Together = Callable[[Sequence[Recorded[Any]]], None]
_FAR_BEHIND = 500
"""Transactions after which the place of a handler that was given nothing is moved all the same."""


@contextmanager
def _in_its_name(row: Row) -> Iterator[None]:
    """Have whatever is emitted meanwhile name this event as its cause, and go on with its trace."""
    cause, before = CAUSE.set(row.id), observe.current()
    observe.follow(row.trace)
    try:
        yield
    finally:
        CAUSE.reset(cause)
        observe.follow(before)


def _hand_on_together(handler: Handler, handle: Together, rows: Sequence[Row]) -> int:
    """Hand a batch on at once, but for what waits behind letters; returns how many events the handler took."""
    for row in rows:
        if row.held:
            letters.park(handler.name, row)
    free = [row.recorded() for row in rows if not row.held]
    if free:
        handle(free)
    return len(free)


def _is_due(turn: Turn, last: CommitPlace) -> bool:
    """Say whether a place is moved although there is nothing for its handler: it replayed, or is far behind."""
    at = turn.at
    return turn.replaying or last.era > at.era or last.transaction - at.transaction > _FAR_BEHIND


def _nothing(recorded: Recorded[Any]) -> None:
    """Do nothing: telling listeners is done by the batch."""


class Relay:
    """Hands events on. Any number may run at once: one at a time serves each handler, the others pass it over."""

    def __init__(self, handlers: Sequence[Handler], *, batch: int = 500, own_events: bool = False) -> None:
        """Take the handlers in the order in which they are served. Raises ValueError if two share a name."""
        self._handlers = {handler.name: handler for handler in handlers}
        if len(self._handlers) != len(handlers) or LIVE in self._handlers:
            raise ValueError(f"Handlers need names of their own, and none may be called {LIVE}.")
        self._live = Handler(name=LIVE, kinds=(EVERY_KIND,), handle=_nothing)
        self._batch = batch
        self._own = own_events
        self._looked: dict[str, tuple[CommitPlace, CommitPlace]] = {}
        """Of a handler at a place: until where there is nothing for it."""
        self._ready = False
        self.failures: list[tuple[str, str, BaseException]] = []
        """Handler, kind and error of every failed attempt of this relay, for `drain` to show."""

    def run_once(self) -> int:
        """Hand on at most one batch per handler; returns how many events were handed on, retried ones included."""
        if not self._ready:
            reading.add_cursors([*self._handlers.values(), self._live])
            self._ready = True
        last, turns, retries = head(reading.TABLE), reading.turns(), letters.handlers_due()
        waiting = self._waiting(turns, last)
        done = 0
        for name, handler in self._handlers.items():
            if name in retries or name in waiting:
                done += self._serve(handler, last, careful=name in retries)
        if LIVE in waiting:
            self._tell_listeners(last)
        return done

    def has_seen_all(self) -> bool:
        """Say whether every handler has been given all that is final; false while another relay holds one."""
        last, turns = head(reading.TABLE), reading.turns()
        return self._own or not any(self._seen(name, turns) < last for name in self._handlers)

    def run(self, stop: threading.Event, *, pause: float = 0.2) -> None:
        """Hand events on until told to stop. A database that is away is waited for."""
        while not stop.is_set():
            try:
                if self.run_once():
                    continue
            except Error as error:
                log.warning("relay_waits_for_database", extra={"error": rules.described(error)})
                connection.close()
                self._ready = False
            stop.wait(pause)

    def _waiting(self, turns: dict[str, Turn], last: CommitPlace) -> set[str]:
        """Return the handlers that may have something new, found out for all of them by one look at what came.

        Whoever takes none of those kinds is passed over, but has its place moved once it is far behind.
        """
        everybody = {**self._handlers, LIVE: self._live}
        if self._own:
            return set(everybody)
        behind = {name: seen for name in everybody if (seen := self._seen(name, turns)) < last}
        kinds = reading.kinds_after(min(behind.values()), most=self._batch) if behind else None
        if kinds is None:
            return set(behind)
        waiting = {name for name in behind if everybody[name].takes(kinds) or _is_due(turns.get(name, BEGIN), last)}
        self._looked |= {name: (turns[name].at, last) for name in behind if name not in waiting}
        return waiting

    def _seen(self, name: str, turns: dict[str, Turn]) -> CommitPlace:
        """Return until where a handler has been given all that is for it."""
        turn = turns.get(name, BEGIN)
        looked_from, until = self._looked.get(name, (START, START))
        return max(turn.at, until) if looked_from == turn.at and not turn.replaying else turn.at

    def _serve(self, handler: Handler, last: CommitPlace, *, careful: bool) -> int:
        """Serve one batch: quickly, without savepoints, and only if something failed again to find out what it was.

        Two statements an event are saved that way; what the first try did was undone with its transaction.
        """
        if not careful:
            try:
                return self._serve_batch(handler, last, careful=False)
            except Exception as error:  # noqa: BLE001 - whatever it was, the careful way names its event
                extra = {"handler": handler.name, "error": rules.described(error)}
                log.info("batch_again_with_care", extra=extra)
        return self._serve_batch(handler, last, careful=True)

    def _serve_batch(self, handler: Handler, last: CommitPlace, *, careful: bool) -> int:
        with transaction.atomic(), as_a_whole(not careful):
            turn = reading.lock_cursor(handler.name)
            if turn is None:
                return 0
            retried = self._retry(handler) if careful else 0
            rows = reading.next_rows(turn.at, handler, self._batch, own=self._own, past=turn.replaying)
            held = {row.subject for row in rows if row.held}
            with handler.around() if handler.around and not careful else nullcontext():
                if handler.together and not careful:
                    taken = _hand_on_together(handler, handler.together, rows)
                else:
                    taken = sum([self._hand_on(handler, row, held, careful) for row in rows])
            self._move(handler.name, turn, last, rows)
        observe.EVENTS.labels(handler.name, "done").inc(taken)
        return retried + len(rows)

    def _move(self, name: str, turn: Turn, last: CommitPlace, rows: list[Row]) -> None:
        """Keep the place: of the last event of a full batch, else of the last that was final before we looked.

        After a batch that is not full nothing is left to be replayed.
        """
        if len(rows) >= self._batch:
            reading.move_cursor(name, rows[-1].place, replaying=turn.replaying)
            return
        to = max([turn.at, last, *[row.place for row in rows[-1:]]])
        if rows or _is_due(turn, to):
            reading.move_cursor(name, to)
        else:
            self._looked[name] = (turn.at, last)

    def _hand_on(self, handler: Handler, row: Row, held: set[UUID], careful: bool) -> bool:
        """Hand one event on, or keep it as a letter; says whether the handler took it."""
        if row.subject in held:
            letters.park(handler.name, row)
            return False
        if not careful:
            with _in_its_name(row):
                handler.handle(row.recorded())
            return True
        error = self._attempt(handler, row)
        if error is not None:
            letters.keep(handler.name, row, error)
            held.add(row.subject)
        return error is None

    def _retry(self, handler: Handler) -> int:
        """Try letters whose time has come, and on success those parked behind them, in order."""
        tried = 0
        for due in letters.due(handler.name):
            letter: Letter | None = due
            while letter is not None:
                tried += 1
                error = self._attempt(handler, reading.row_of(letter.event_id))
                if error is not None:
                    letters.failed_again(letter, error)
                    break
                letter = letters.taken(letter)
        return tried

    def _attempt(self, handler: Handler, row: Row) -> BaseException | None:
        """Hand one event on within a savepoint, checking what would be checked at commit; returns what failed."""
        try:
            with _in_its_name(row), transaction.atomic():
                handler.handle(row.recorded())
                connection.check_constraints()
        except Exception as error:
            if connection.needs_rollback:
                raise  # the connection itself is broken: nothing of this batch can be kept
            self.failures.append((handler.name, row.kind, error))
            observe.EVENTS.labels(handler.name, "failed").inc()
            extra = {"handler": handler.name, "kind": row.kind, "subject": str(row.id), "error": rules.described(error)}
            log.warning("event_not_taken", extra=extra)
            return error
        return None

    def _tell_listeners(self, last: CommitPlace) -> None:
        """Tell listeners what changed, once for each kind and subject of a batch. Nobody else ever notifies."""
        with transaction.atomic():
            turn = reading.lock_cursor(LIVE)
            if turn is None:
                return
            rows = reading.next_rows(turn.at, self._live, self._batch, own=self._own)
            said = {(row.kind, row.subject): None for row in rows}
            with connection.cursor() as cursor:
                told = [json.dumps({"kind": kind, "subject": str(subject)}) for kind, subject in said]
                cursor.execute("SELECT pg_notify(%s, told) FROM unnest(%s::text[]) AS told", [LIVE_CHANNEL, told])
            self._move(LIVE, turn, last, rows)
