"""What journeys needs from above and outside: facts, and whatever fulfils a submission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.catalogue.types import FactDeclaration, Outcome, Service
from portreeve.modules.journeys.types import Json, Need, Receipt, Submission


class Fulfilment(Protocol):
    """What a submission becomes. Called inside the submission's own transaction; the service's outcome picks which."""

    def fulfil(self, submission: Submission, *, by: Actor, at: datetime) -> Receipt:
        """Make what the submission asks for and return its receipt. Raises a Refusal if it cannot be."""
        ...


class Facts(Protocol):
    """Things a condition may ask about an answer, declared by name, type and time limit."""

    def declared(self) -> tuple[FactDeclaration, ...]:
        """Return every fact this installation can supply."""
        ...

    def find(
        self, name: str, answer: Json, *, service: Service, question: str, at: datetime
    ) -> Mapping[str, Json] | None:
        """Return the fact's fields, or None when unknown; never raises, never takes longer than its limit.

        `service` and `question` say for whom: whether something is reported already depends on what is being reported.
        """
        ...


class Answers(Protocol):
    """Answers a Need from the outside: addresses, streets, duplicates, uploads and facts."""

    def answer(self, need: Need, *, by: Actor, at: datetime) -> Json:
        """Return the answer in the shape that the need's kind describes; None when it cannot be had now."""
        ...


class SimilarThings(Protocol):
    """Finds what may be the same thing as a new report, where the service's rule allows it to be shown."""

    def find(self, service: Service, answers: Mapping[str, Json], *, at: datetime) -> Sequence[Mapping[str, Json]]:
        """Return maps of `public_id`, `line`, `opened` and `status`, likeliest first, without anybody's words."""
        ...


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything journeys are joined to. The setting JOURNEYS names the function that returns it."""

    answers: Answers
    fulfilments: Mapping[Outcome, Fulfilment]
    """By outcome; one without an entry, such as `none`, comes to nothing but its own record."""
