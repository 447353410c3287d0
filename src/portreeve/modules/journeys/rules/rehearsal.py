"""A journey in memory: the engine with its needs answered, for trying a service out. Nothing is kept or sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel, Medium
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.ports import Answers
from portreeve.modules.journeys.rules.engine import next_step
from portreeve.modules.journeys.rules.judgement import Verdict, verdict
from portreeve.modules.journeys.rules.learning import learn
from portreeve.modules.journeys.rules.replies import take
from portreeve.modules.journeys.rules.submitting import answers_to_send
from portreeve.modules.journeys.types import InvalidAnswer, Json, Need, Raw, State, Step

CHANNELS = {Medium.WEB: Channel.WEB, Medium.TEXT: Channel.SMS, Medium.VOICE: Channel.PHONE}
MOST_NEEDS = 40


class Rehearsal:
    """One journey being tried out."""

    def __init__(  # noqa: PLR0913 - all that a journey begins with
        self, service: Service, *, medium: Medium, language: str, at: datetime, zone: str, answers: Answers, by: Actor
    ) -> None:
        """Begin at the service's first question."""
        self._service = service
        self._medium = medium
        self._answers = answers
        self._by = by
        self.state = State(
            journey=UUID(int=0),
            service=service.id,
            version=service.version,
            language=language,
            channel=CHANNELS[medium],
            now=at,
            zone=zone,
            started_at=at,
        )

    def at(self, now: datetime) -> None:
        """Let time pass."""
        self.state = replace(self.state, now=now)

    def step(self) -> Step:
        """Return what comes next, with needs answered."""
        for _ in range(MOST_NEEDS):
            step = next_step(self._service, self.state, self._medium)
            if not isinstance(step, Need):
                return step
            self._learn(step)
        return step

    def take(self, raw: Raw) -> InvalidAnswer | None:
        """Take a reply; returns what is wrong with it, or None."""
        for _ in range(MOST_NEEDS):
            taken = take(self._service, self.state, raw, self._medium)
            if isinstance(taken, State):
                self.state = taken
                return None
            if isinstance(taken, InvalidAnswer):
                return taken
            self._learn(taken)
        return InvalidAnswer("nothing-to-answer")

    def send(self) -> Verdict:
        """Judge the stops once more, as sending does; where one says no, the next step shows it."""
        for _ in range(MOST_NEEDS):
            judged = verdict(self._service, self.state, since=self.state.now)
            if isinstance(judged, Verdict):
                if judged.stop and not judged.held_until:
                    self.state = replace(self.state, stopped=judged.stop.id, failed=judged.failed, checked=False)
                return judged
            self._learn(judged)
        return Verdict(failed=True)

    def sent(self) -> dict[str, Json]:
        """Return what would be sent."""
        return answers_to_send(self._service, self.state)

    def _learn(self, need: Need) -> None:
        """Answer one need."""
        self.state = learn(self.state, need, self._answers.answer(need, by=self._by, at=self.state.now))
