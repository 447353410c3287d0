"""Joins journeys to what stands beside and above them: the collection calendar, and cases already there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from portreeve.config.facts import COLLECTION
from portreeve.modules.cases import api as cases
from portreeve.modules.catalogue.types import FactDeclaration, Service
from portreeve.modules.journeys.types import Json
from portreeve.modules.places import api as places


class SimilarCases:
    """The port `SimilarThings`, from the cases already open."""

    def find(self, service: Service, answers: Mapping[str, Json], *, at: datetime) -> Sequence[Mapping[str, Json]]:
        """Return likely duplicates without anybody's words, likeliest first."""
        found = cases.likely_duplicates(service=service, answers=answers, at=at)
        return [
            {
                "public_id": one.public_id,
                "line": one.line,
                "opened": one.opened_at.isoformat(),
                "status": one.status.value,
            }
            for one in found
        ]


class CollectionFacts:
    """The port `Facts`: what is known of a property's collection."""

    def declared(self) -> tuple[FactDeclaration, ...]:
        """Return every fact this installation can supply."""
        return (COLLECTION,)

    def find(
        self, name: str, answer: Json, *, service: Service, question: str, at: datetime
    ) -> Mapping[str, Json] | None:
        """Return the fact's fields, or None when unknown: an address written by hand has no calendar."""
        uprn = answer.get("uprn") if isinstance(answer, dict) else None
        if name != COLLECTION.name or not isinstance(uprn, str) or not uprn:
            return None
        known = places.collection(uprn, at=at)
        if known is None:
            return None
        reported = cases.answers_reported(service=service, answers={question: answer}, at=at)
        bins = _bins(service, reported.answers, frozenset(known.bins_known))
        known = replace(known, open_report=reported.cases > 0, bins_reported=tuple(sorted(bins)))
        return {name: list[Json](one) if isinstance(one, list) else one for name, one in known.as_fact().items()}


def _bins(service: Service, said: Mapping[str, frozenset[str]], collected: frozenset[str]) -> frozenset[str]:
    """Return which bins were reported: what was said to a choice of bins, which has some of those collected there.

    What else tells jobs apart, such as what is wrong with the bin, may have the code of a bin or none.
    """
    choices = {question.id for question in service.questions if collected.intersection(question.options)}
    return frozenset[str]().union(*(codes for name, codes in said.items() if name in choices))
