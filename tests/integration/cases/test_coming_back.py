"""A case that comes back: its promises, its figures, and what is not counted against anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from integration.cases.scene import AT, BY, MILL_LANE, Cast, Open
from portreeve.foundation.outbox.models import OutboxEvent
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotAllowed
from portreeve.modules.cases import api as cases
from portreeve.modules.cases import jobs
from portreeve.modules.cases.models import Case, Reporter
from portreeve.modules.cases.queries.telling import told_of
from portreeve.modules.cases.types import (
    Audience,
    CaseStatus,
    ClosingReason,
    Face,
    FaceReason,
    PastCase,
    ReopeningReason,
)
from portreeve.modules.places.types import Place

pytestmark = pytest.mark.django_db
TWO, SIX = AT + timedelta(hours=2), AT + timedelta(hours=6)
MONDAY_AFTER = datetime(2026, 11, 30, 10, tzinfo=UTC)


def data(case: UUID, kind: str) -> dict[str, object]:
    row = OutboxEvent.objects.filter(subject=case, kind=kind).order_by("id").last()
    assert row is not None
    return dict(row.data)


def test_the_warning_is_measured_from_when_it_came_back(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.done(case=made.case, by=cast.tom, at=TWO)
    cases.reopen(case=made.case, reason=ReopeningReason.CAME_BACK, by=cast.sam, at=MONDAY_AFTER)
    # The answer is owed by Tuesday at 17:00 again: three quarters of those fifteen hours end on Tuesday at 13:15.
    assert Case.objects.get().watch_at == datetime(2026, 12, 1, 13, 15, tzinfo=UTC)


def test_the_time_it_was_at_an_end_or_waited_is_not_work(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    question = cases.ask_reporter(
        case=made.case, reporter=made.reporter, text="Which one?", by=cast.tom, at=AT + timedelta(hours=1)
    )
    cases.answer(question=question, text="The left.", by=BY, at=TWO)
    cases.done(case=made.case, by=cast.tom, at=AT + timedelta(hours=3))
    assert data(made.case, "case.done")["working_seconds"] == 2 * 3600
    cases.reopen(case=made.case, reason=ReopeningReason.STILL_THERE, by=cast.sam, at=MONDAY_AFTER)
    cases.pass_on(case=made.case, body="Highways", by=cast.tom, at=MONDAY_AFTER + timedelta(hours=1))
    cases.end_referral(
        case=made.case, outcome=cases.ReferralOutcome.RETURNED, by=cast.tom, at=MONDAY_AFTER + timedelta(hours=3)
    )
    cases.done(case=made.case, by=cast.tom, at=MONDAY_AFTER + timedelta(hours=4))
    assert data(made.case, "case.done")["working_seconds"] == 4 * 3600


def test_what_was_closed_by_mistake_or_joined_wrongly_was_not_closed_too_soon(cast: Cast, open_one: Open) -> None:
    made, copy = open_one(cast.amina), open_one(cast.gwen)
    cases.done(case=made.case, by=cast.tom, at=TWO)
    assert not cases.reopen(case=made.case, reason=ReopeningReason.CLOSED_BY_MISTAKE, by=cast.sam, at=SIX)
    assert data(made.case, "case.reopened")["closed_too_soon"] is False
    cases.link_duplicate(case=copy.case, original=made.case, by=cast.tom, at=SIX)
    cases.unlink_duplicate(case=copy.case, text="Another sofa.", by=cast.tom, at=SIX)
    assert Case.objects.get(pk=copy.case).closed_too_soon == 0


def past(cast: Cast, service: str, key: str) -> UUID:
    one = PastCase(
        key=key,
        service=service,
        team="street-scene",
        channel=Channel.PHONE,
        opened_at=AT - timedelta(days=60),
        status=CaseStatus.DONE,
        ended_at=AT - timedelta(days=50),
        place=Place(text="Mill Lane"),
        asker=cast.amina,
    )
    cases.load_past(source="old", batch=[one], write_facts=lambda _: None, by=BY, at=AT)
    return cases.past_id("old", key)


def test_an_imported_case_can_come_back_and_is_owed_what_the_service_promises_now(cast: Cast, services: None) -> None:
    case = past(cast, "fly-tipping", "1")
    cases.reopen(case=case, reason=ReopeningReason.CAME_BACK, by=cast.helen, at=AT)
    row = Case.objects.get(pk=case)
    assert (row.version, row.answer_by) == ("", datetime(2026, 11, 24, 17, tzinfo=UTC))
    assert row.done_by is not None
    jobs.keep_promises(row.done_by)
    assert Case.objects.get(pk=case).broken
    part = Reporter.objects.get(case=case)
    (told,) = told_of(case, reporter=part.id)
    assert (told.service, told.place) == ("Report fly-tipping", "")


def test_an_imported_case_of_a_service_no_longer_offered_comes_back_without_a_promise(
    cast: Cast, services: None
) -> None:
    case = past(cast, "dog-bins", "2")
    cases.reopen(case=case, reason=ReopeningReason.CAME_BACK, by=cast.helen, at=AT)
    row = Case.objects.get(pk=case)
    assert (row.status, row.answer_by, row.done_by) == (CaseStatus.REOPENED, None, None)
    assert [told.service for told in told_of(case)] == ["dog bins"]


def test_one_reporter_is_one_face_however_often_they_press(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.done(case=made.case, by=cast.tom, at=TWO)
    for face in (Face.GOOD, Face.GOOD, Face.POOR):
        cases.verdict(reporter=made.reporter, really_done=True, face=face, reason=FaceReason.NOT_DONE, by=BY, at=SIX)
    given = [e.data for e in OutboxEvent.objects.filter(kind="case.verdict")]
    assert [(g["really_done"], g["face"]) for g in given] == [(True, "good")]
    assert Reporter.objects.get().face == "poor"


def test_what_was_joined_as_the_same_thing_is_counted_once(cast: Cast, open_one: Open) -> None:
    made = [open_one(cast.amina) for _ in range(6)]
    cases.link_duplicate(case=made[5].case, original=made[0].case, by=cast.tom, at=TWO)
    (count,) = cases.public_counts(at=SIX, street=MILL_LANE["usrn"])
    assert (count.open, count.ended) == (5, None)


def test_a_duplicate_is_taken_apart_with_a_reason_and_only_its_own_people_are_told(cast: Cast, open_one: Open) -> None:
    first, copy = open_one(cast.amina), open_one(cast.gwen)
    cases.link_duplicate(case=copy.case, original=first.case, by=cast.tom, at=TWO)
    for nothing in ("", "  "):
        with pytest.raises(cases.ReasonNeeded):
            cases.unlink_duplicate(case=copy.case, text=nothing, by=cast.tom, at=SIX)
    with pytest.raises(NotAllowed):
        cases.unlink_duplicate(case=copy.case, text="Another sofa.", by=cast.sam, at=SIX)
    cases.unlink_duplicate(case=copy.case, text="Another sofa.", by=cast.tom, at=SIX)
    reopened = OutboxEvent.objects.filter(kind="case.reopened")
    assert [event.subject for event in reopened] == [copy.case], "nothing is told of the other case"
    assert [(one.party, one.reference) for one in told_of(copy.case)] == [(cast.gwen, copy.reference)]
    assert [one.party for one in told_of(first.case)] == [cast.amina]
    cases.update(case=first.case, text="For Amina alone.", audience=Audience.REPORTERS, by=cast.tom, at=SIX)
    seen = cases.track_reporter(reporter=copy.reporter)
    assert (seen.reference, seen.case) == (copy.reference, copy.case)
    assert all("Amina" not in one.text and "sofa" not in one.text for one in seen.updates)
    view = cases.case(case=copy.case, actor=cast.tom, at=SIX)
    assert ("note", "Another sofa.") in [(one.kind, one.text) for one in view.updates]


def test_what_was_asked_of_those_who_go_is_waited_for_no_longer_and_can_still_be_answered(
    cast: Cast, open_one: Open
) -> None:
    first, copy = open_one(cast.amina), open_one(cast.gwen)
    cases.link_duplicate(case=copy.case, original=first.case, by=cast.tom, at=AT)
    asked = cases.ask_reporter(case=first.case, reporter=copy.reporter, text="Which?", by=cast.tom, at=AT)
    assert Case.objects.get(pk=first.case).status == CaseStatus.WAITING
    cases.unlink_duplicate(case=copy.case, text="Another sofa.", by=cast.tom, at=TWO)
    case = Case.objects.get(pk=first.case)
    assert (case.status, case.stopped_since, case.waited_seconds) == (CaseStatus.WITH_TEAM, None, 2 * 3600)
    cases.answer(question=asked, text="The blue one.", by=BY, at=SIX)
    assert "The blue one." in [u.text for u in cases.case(case=copy.case, actor=cast.tom, at=SIX).updates]


def test_taking_apart_is_offered_for_a_duplicate_alone_and_to_whom_may_work_on_it(cast: Cast, open_one: Open) -> None:
    first, copy = open_one(cast.amina), open_one(cast.gwen)
    cases.close(case=first.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=TWO)
    with pytest.raises(cases.LinkNotPossible):
        cases.unlink_duplicate(case=first.case, text="Why not.", by=cast.tom, at=SIX)
    offered = cases.case(case=first.case, actor=cast.tom, at=SIX).may
    assert ("unlink_duplicate" in offered, "reopen" in offered) == (False, True)
    cases.reopen(case=first.case, reason=ReopeningReason.STILL_THERE, by=cast.tom, at=SIX)
    cases.link_duplicate(case=copy.case, original=first.case, by=cast.tom, at=SIX)
    for actor, offers in ((cast.tom, True), (cast.sam, False)):
        offered = cases.case(case=copy.case, actor=actor, at=SIX).may
        assert ("unlink_duplicate" in offered, "reopen" in offered) == (offers, False)
