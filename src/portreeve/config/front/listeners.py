"""The people who are listening in this process, and what waits to be told to them. No input or output here."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs
from uuid import UUID

from portreeve.foundation.pure.actor import Actor, Grant

WAITING = 100
"""Notices that may wait for a slow reader. Then they are dropped, and the reader is told to look at everything."""
STREAMS = 4
"""Streams of one session in one process; a further one takes the place of the oldest."""


@dataclass(frozen=True, slots=True)
class Notice:
    """That something happened to a subject. Readers fetch what they may see of it themselves."""

    kind: str
    subject: UUID

    @property
    def topic(self) -> str:
        """Return the part of the kind before its dot, such as `case`."""
        return self.kind.partition(".")[0]


RESYNC = None
"""Told instead of a notice: something may have been missed, look at everything again."""


@dataclass(frozen=True, slots=True)
class Interest:
    """What a page wants to hear of: topics and subjects; where none is named, all."""

    topics: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    @classmethod
    def asked(cls, query: str) -> Interest:
        """Read it from `?topic=case&about=<id>`, each repeatable."""
        values = parse_qs(query, max_num_fields=100)
        return cls(frozenset(values.get("topic", ())), frozenset(values.get("about", ())))

    def covers(self, notice: Notice) -> bool:
        """Say whether a notice is of interest."""
        return (not self.topics or notice.topic in self.topics) and (
            not self.subjects or str(notice.subject) in self.subjects
        )


@dataclass(slots=True, eq=False)
class Listener:
    """One open stream."""

    actor: Actor
    session: str
    interest: Interest
    waiting: asyncio.Queue[Notice | None] = field(default_factory=lambda: asyncio.Queue(WAITING))
    replaced: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, notice: Notice | None) -> None:
        """Put a notice in the queue; where that is full, drop all and say so."""
        if notice is RESYNC or self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            notice = RESYNC
        self.waiting.put_nowait(notice)


class Listeners:
    """Everyone who listens in this process."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._all: list[Listener] = []

    def __len__(self) -> int:
        """Return how many listen."""
        return len(self._all)

    def add(self, listener: Listener) -> None:
        """Add one; the oldest of a session with too many is told to end."""
        same = [other for other in self._all if other.session == listener.session]
        for oldest in same[: max(0, len(same) + 1 - STREAMS)]:
            oldest.replaced.set()
            self.remove(oldest)
        self._all.append(listener)

    def remove(self, listener: Listener) -> None:
        """Take one away, if it is there."""
        if listener in self._all:
            self._all.remove(listener)

    def tell_all_to_resync(self) -> None:
        """Tell everyone that something may have been missed."""
        for listener in self._all:
            listener.tell(RESYNC)

    def circles(self, notices: Iterable[Notice]) -> list[tuple[Actor, Mapping[str, frozenset[UUID]]]]:
        """Return, for each set of grants among those interested, one actor and what to ask of it: subjects by topic.

        Colleagues with the same grants may hear the same, so the database is asked once for all of them.
        """
        actors: dict[frozenset[Grant], Actor] = {}
        wanted: dict[frozenset[Grant], dict[str, set[UUID]]] = defaultdict(lambda: defaultdict(set))
        said = list(notices)
        for listener in self._all:
            for notice in said:
                if listener.interest.covers(notice):
                    actors[listener.actor.grants] = listener.actor
                    wanted[listener.actor.grants][notice.topic].add(notice.subject)
        return [(actors[g], {t: frozenset(ids) for t, ids in topics.items()}) for g, topics in wanted.items()]

    def tell(self, notices: Iterable[Notice], grants: frozenset[Grant], may_hear: frozenset[tuple[str, UUID]]) -> None:
        """Tell those who hold these grants what they may hear and want to."""
        for notice in notices:
            if (notice.topic, notice.subject) in may_hear:
                for listener in self._all:
                    if listener.actor.grants == grants and listener.interest.covers(notice):
                        listener.tell(notice)
