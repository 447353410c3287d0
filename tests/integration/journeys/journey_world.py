"""A small council for journeys: the demo's services published, one street, and a calendar that a test can set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from portreeve.config.facts import COLLECTION
from portreeve.config.journeys import CollectionFacts, SimilarCases
from portreeve.config.rehearsal.sample import of_every_bin
from portreeve.foundation.outbox.models import OutboxEvent
from portreeve.foundation.outbox.reading import row_of
from portreeve.foundation.pure.actor import Actor, resident, system
from portreeve.foundation.pure.channel import Channel, Medium
from portreeve.foundation.pure.events import Recorded
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.models import Dispatch
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import Ask, Json, Need, NeedKind, View
from portreeve.modules.people import api as people

SERVICES = Path(__file__).parents[3] / "demo" / "services"
UPRN = "100000000001"
ADDRESS: dict[str, Json] = {
    "uprn": UPRN,
    "line": "4 Quay Street, Haverstock",
    "postcode": "HV1 2AB",
    "ward": "QUAY",
    "street": "47000001",
    "lat": 53.5,
    "long": -1.1,
}


@dataclass
class Collections:
    """The calendar of the one address."""

    known: bool = True
    due_today: bool = False
    due_yesterday: bool = True
    emptied: bool = False

    def declared(self) -> tuple[Any, ...]:
        return (COLLECTION,)

    def fact(self) -> dict[str, Json] | None:
        if not self.known:
            return None
        yesterday = self.due_yesterday and not self.due_today
        fact: dict[str, Json] = {
            "due_today": self.due_today,
            "due_yesterday": yesterday,
            "emptied": self.emptied,
            "emptied_at": "16:55",
            "reason": "",
            "last": "",
            "next": "",
            "street_blocked": False,
            "open_report": False,
            "collected_here": True,
            "in_time": True,
        }
        return of_every_bin(fact)


@dataclass
class World:
    """What a test does to the council."""

    resident: Actor = field(default_factory=lambda: resident(None))
    collections: Collections = field(default_factory=Collections)
    addresses_dead: bool = False
    uprn: str = UPRN
    sam: Actor = field(default_factory=lambda: system("nobody yet"))

    def answer(self, need: Need, *, by: Actor, at: datetime) -> Json:
        """Be the port `Answers`."""
        if need.kind is NeedKind.FACT:
            return self.collections.fact()
        if need.kind is NeedKind.ADDRESSES:
            if self.addresses_dead:
                raise OSError("The address service is dead.")
            return [dict(ADDRESS)]
        if need.kind is NeedKind.DUPLICATES:
            service, answers = catalogue.version(str(need.about["version"])), need.about["answers"]
            found: Sequence[Mapping[str, Json]] = SimilarCases().find(service, dict(answers), at=at)  # type: ignore[arg-type]
            return [dict(one) for one in found]
        if need.kind is NeedKind.UPLOAD:
            return journeys.FoundByUs(facts=CollectionFacts(), similar=SimilarCases()).answer(need, by=by, at=at)
        return []

    def publish(self, at: datetime) -> None:
        for path in sorted(SERVICES.glob("*.yaml")):
            if path.name.count(".") == 1:
                reading = catalogue.read_service(SERVICES, path.stem)
                catalogue.publish(reading=reading, facts=self.collections.declared(), by=system("tests"), at=at)

    def withdraw(self, service: str, at: datetime) -> None:
        catalogue.withdraw(service=service, instead={"en": "Ring us."}, by=system("tests"), at=at)

    def start(self, service: str, at: datetime, channel: Channel = Channel.WEB) -> UUID:
        return journeys.start(service=service, language="en", channel=channel, by=self.resident, at=at)

    def take(
        self,
        journey: UUID,
        raw: Mapping[str, Any],
        at: datetime,
        *,
        medium: Medium = Medium.WEB,
        by: Actor | None = None,
    ) -> View:
        by = by or self.resident
        view = journeys.step(journey, actor=by, at=at, medium=medium)
        taken = journeys.take(journey=journey, revision=view.revision, raw=raw, medium=medium, by=by, at=at)
        assert isinstance(taken, View), taken
        return taken

    def answer_anything(self, view: View, at: datetime) -> None:
        """Answer the question that a view shows, at that view's revision."""
        assert isinstance(view.step, Ask)
        choice = view.step.choices[0].code if view.step.choices else "Anything at all"
        taken = journeys.take(
            journey=view.journey,
            revision=view.revision,
            raw={"answer": choice},
            medium=Medium.WEB,
            by=self.resident,
            at=at,
        )
        assert isinstance(taken, View), taken

    def fly_tip(self, at: datetime) -> UUID:
        """Answer fly-tipping up to check answers, without saying who it is."""
        journey = self.start("fly-tipping", at)
        replies: tuple[Mapping[str, Any], ...] = (
            {"answer": "no"},
            {"text": "Behind the church"},
            {"answer": "road"},
            {"answer": ["tyres"]},
            {"answer": "boot"},
            {"answer": "no"},
            {"action": "skip"},
            {"answer": "no"},
            {"action": "skip"},
        )
        for reply in replies:
            self.take(journey, reply, at)
        return journey

    def events(self, kind: str) -> int:
        return OutboxEvent.objects.filter(kind=kind).count()

    def event(self, kind: str) -> dict[str, Any]:
        return dict(OutboxEvent.objects.get(kind=kind).data)

    def name(self, party: UUID | None) -> str:
        assert party is not None
        return people.party(party).name

    def recorded(self, kind: str) -> Recorded[Any]:
        """Return the one event of a kind as its handlers get it."""
        row = OutboxEvent.objects.get(kind=kind)
        return row_of(row.id).recorded()

    def sent_to(self, party: str) -> list[Dispatch]:
        return list(Dispatch.objects.filter(party=party))

    def publish_templates(self) -> None:
        folder = SERVICES.parent / "templates"
        correspondence.publish_templates(folder=folder, by=system("tests"), at=datetime(2026, 1, 1, tzinfo=UTC))

    def set_holders(self, at: datetime) -> None:
        for code in ("council-tax", "electoral-register", "parking-permits", "library"):
            people.set_holder(
                code=code,
                name=code,
                mailbox=f"{code}@example.com",
                promise="5 working days",
                team="waste",
                by=system("tests"),
                at=at,
            )

    def holders_of(self, registration: UUID | None) -> list[str]:
        assert registration is not None
        return sorted(notice.holder for notice in people.registration(registration).holders)
