"""Joins journeys to what stands beside and above them: the collection calendar, and cases already there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
        about = {question: answer}
        reported = bool(cases.likely_duplicates(service=service, answers=about, at=at))
        each = cases.reported(service=service, answers=about, at=at) if reported else {}
        bins = frozenset[str]().union(*each.values())
        known = places.collection(uprn, at=at, open_report=reported, bins_reported=bins)
        if known is None:
            return None
        return {name: list[Json](one) if isinstance(one, list) else one for name, one in known.as_fact().items()}
