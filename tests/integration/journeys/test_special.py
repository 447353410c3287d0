"""Special answers: sealed in every table from the first question to the case, and opened for few."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import connection

from integration.journeys.journey_world import World
from portreeve.foundation.files import api as files
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.models import Case, Reporter
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.models import Journey, Submission
from portreeve.modules.journeys.types import Ask, Check, HandOver
from portreeve.modules.people import api as people
from portreeve.modules.people.models import Registration
from portreeve.modules.people.types import NewRegistration

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
WORDS = ("xylophone", "Quuxley", "diary of dread", "religion", '"afraid": true')
"""What is said in special answers: free text, a name, a file's name, a choice and a yes."""


def dump() -> Iterator[tuple[str, str]]:
    """Yield each row of each table as text, but for what councils publish themselves."""
    for table in connection.introspection.table_names():
        if not table.startswith("portreeve_catalogue"):
            with connection.cursor() as cursor:
                cursor.execute(f'select t::text from "{table}" t')
                for (row,) in cursor.fetchall():
                    yield table, row


def where_it_is_said() -> list[tuple[str, str]]:
    # Quotes within a row's JSON are doubled when the row is written as text.
    return [(table, word) for table, row in dump() for word in WORDS if word in row.replace('""', '"')]


def report(world: World, *, what: str = "noise", person: dict[str, str] | None = None) -> UUID:
    """Answer a whole report of anti-social behaviour, or as far as a stop lets it come."""
    evidence = files.receive(
        stream=io.BytesIO(b"%PDF-1.7 a page of a diary"),
        name="diary of dread.pdf",
        purpose="journey",
        sealed=True,
        by=world.resident,
        at=AT,
    )
    replies: dict[str, dict[str, object]] = {
        "danger": {"answer": "no"},
        "what": {"answer": [what]},
        "hate_because": {"answer": ["religion"]},
        "place": {"text": "Behind the church"},
        "last_on": {"day": "29", "month": "9", "year": "2026"},
        "last_at": {"action": "skip"},
        "often": {"answer": "weekly"},
        "how_many": {"action": "skip"},
        "happened": {"answer": "He threw a xylophone at our door"},
        "who": {"answer": "Zeb Quuxley"},
        "evidence": {"upload": str(evidence.id)},
        "afraid": {"answer": "yes"},
        "you": dict(person) if person else {"action": "skip"},
    }
    journey = world.start("anti-social-behaviour", AT)
    step = journeys.step(journey, actor=world.resident, at=AT).step
    while isinstance(step, Ask):
        step = world.take(journey, replies[step.question.id], AT).step
    return journey


def officer(*grants: Grant) -> Actor:
    return Actor(ActorKind.STAFF, "018f0000-0000-7000-8000-000000000001", Channel.WEB, frozenset(grants))


def test_a_dump_of_the_database_says_nothing_of_a_special_answer(world: World) -> None:
    journey = report(world)
    assert isinstance(journeys.step(journey, actor=world.resident, at=AT).step, Check)
    assert where_it_is_said() == []
    receipt = journeys.submit(journey=journey, key="a", by=world.resident, at=AT)
    assert Case.objects.get().id == receipt.subject
    assert where_it_is_said() == []
    assert any("Behind the church" in row for _, row in dump()), "the dump does hold what is not special"


def test_special_answers_of_a_case_are_opened_for_whoever_may_read_this_one(world: World) -> None:
    journeys.submit(journey=report(world), key="a", by=world.resident, at=AT)
    case, service = Case.objects.get(), catalogue.published("anti-social-behaviour")
    assert case.team == "environmental-health"
    near = officer(Grant("case.view_private", team=case.team, private=True), Grant("case.work", private=True))
    seen = cases.case(case=case.id, actor=near, at=AT)
    assert seen.may_open
    kept = {one.question: one.value for one in seen.reporters[0].answers}
    said = journeys.answer_text(service, "happened", kept["happened"], language="en", may_open=seen.may_open)
    assert said == "He threw a xylophone at our door"
    assert journeys.answer_text(service, "happened", kept["happened"], language="en") == ""
    elsewhere = officer(Grant("case.view"), Grant("case.view", team="waste", private=True), Grant("case.work"))
    Case.objects.update(private=False)
    assert not cases.case(case=case.id, actor=elsewhere, at=AT).may_open


def test_search_words_leave_special_answers_out(world: World) -> None:
    journeys.submit(journey=report(world), key="a", by=world.resident, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("select words::text from portreeve_cases_case")
        (words,) = cursor.fetchone()
    assert "behaviour" in words
    assert "xylophon" not in words


def test_routes_still_read_special_answers(world: World) -> None:
    journey = report(world, what="hate", person={"name": "Gwen Pritchard", "email": "gwen@example.com"})
    assert isinstance(journeys.step(journey, actor=world.resident, at=AT).step, HandOver)
    assert Case.objects.get().tier == "complex"


def test_a_stop_that_would_tell_a_special_answer_is_not_named(world: World) -> None:
    journey = report(world, what="hate", person={"name": "Gwen Pritchard", "email": "gwen@example.com"})
    assert Journey.objects.get(id=journey).reason == "special"
    assert world.event("journey.stopped")["stop"] == "special"
    sent = Submission.objects.get(journey=journey)
    assert sent.stop == sent.details["handed_over"] == "special"
    named = ('"stop": "afraid"', '"reason": "afraid"', '"handed_over": "afraid"', "stop.afraid", ",afraid,")
    assert [table for table, row in dump() for one in named if one in row.replace('""', '"')] == []
    assert "afraid" not in str(Reporter.objects.get().details.get("stop"))
    shown = journeys.step(journey, actor=world.resident, at=AT)
    assert isinstance(shown.step, HandOver)
    assert shown.step.stop == "afraid", "the person is still shown their own"
    assert "You should not have to deal with this alone" in shown.step.text


def test_a_special_stop_of_an_anonymous_journey_is_still_shown_and_can_be_picked_up(world: World) -> None:
    journey = report(world, what="hate")
    row = Journey.objects.get(id=journey)
    assert (row.status, row.reason) == ("with a person", "special")
    assert where_it_is_said() == []
    shown = journeys.step(journey, actor=world.resident, at=AT)
    assert isinstance(shown.step, HandOver)
    assert shown.step.stop == "afraid"


def test_a_registration_keeps_special_details_sealed_and_opens_them_for_the_holder(world: World) -> None:
    world.set_holders(AT)
    new = NewRegistration(
        service="change-of-address",
        version="x",
        holders=("library",),
        subject=None,
        told=None,
        key="k",
        details={"Moved": "yes", "Why": "Quuxley"},
        special=frozenset({"Why"}),
    )
    made = people.register_change(change=new, by=world.resident, at=AT)
    assert where_it_is_said() == []
    assert Registration.objects.get().details[0][:2] == ["Moved", "yes"]
    notice = people.registration(made.id).holders[0].id
    told = people.registration_of_notice(notice=notice, actor=world.resident, at=AT)
    assert told.details == {"Moved": "yes", "Why": "Quuxley"}
    anybody, trusted = officer(Grant("person.view")), officer(Grant("person.view", private=True))
    assert people.view_registration(registration=made.id, actor=anybody, at=AT).details == {"Moved": "yes"}
    assert "Why" in people.view_registration(registration=made.id, actor=trusted, at=AT).details


def test_waiting_journeys_are_seen_and_picked_up_within_scope_and_privacy_only(world: World) -> None:
    from portreeve.foundation.pure.refusals import NotAllowed

    journey = report(world, what="hate")
    far = (
        Grant("journey.assist"),
        Grant("journey.assist", team="waste", private=True),
        Grant("journey.assist", service="missed-bin", private=True),
        Grant("journey.assist", ward="QUA", private=True),
    )
    for grant in far:
        assert journeys.with_person(actor=officer(grant)) == ()
        with pytest.raises(NotAllowed):
            journeys.pick_up(journey=journey, by=officer(grant), at=AT)
    near = Grant("journey.assist", team="community-safety", private=True)
    assert [one.journey for one in journeys.with_person(actor=officer(near))] == [journey]
    jo = Actor(ActorKind.STAFF, world.sam.id, Channel.WEB, frozenset({near}))
    journeys.pick_up(journey=journey, by=jo, at=AT)
    assert Journey.objects.get(id=journey).staff_id == UUID(world.sam.id)


def test_a_person_who_asks_for_all_we_hold_gets_their_special_answers_in_clear(world: World) -> None:
    from portreeve.foundation.personal_data import api as personal_data

    journey = report(world, what="hate", person={"name": "Gwen Pritchard", "email": "gwen@example.com"})
    gwen = Submission.objects.get(journey=journey).asker_id
    assert gwen is not None
    held = str(personal_data.export(party=gwen, by=world.sam, at=AT).tables)
    assert "He threw a xylophone at our door" in held
    assert "$sealed" not in held
