"""What reporters do: track, answer, chase, withdraw, judge; and that nobody learns what is another's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integration.cases.scene import AT, BY, GWENS_WORDS, MILL_LANE, Cast, Open, submission
from portreeve.foundation.outbox.models import OutboxEvent
from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.actor import resident
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.models import Case, Stay, Update
from portreeve.modules.cases.types import (
    AccessPurpose,
    Audience,
    CaseStatus,
    ClosingReason,
    Face,
    FaceReason,
    ReopeningReason,
    UpdateKind,
)
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import LinkPurpose, LinkTo

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)
ANYBODY = resident(None)


def link(purpose: LinkPurpose, subject: object, party: object) -> str:
    to = LinkTo(purpose=purpose, subject=subject)  # type: ignore[arg-type]
    return correspondence.make_link(to=to, party=party, by=ANYBODY, at=AT)  # type: ignore[arg-type]


def test_tracking_shows_status_and_public_updates_and_nothing_else(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.note(case=made.case, text="a note", by=cast.tom, at=LATER)
    cases.update(case=made.case, text="to you", by=cast.tom, at=LATER)
    cases.update(case=made.case, text="to all", audience=Audience.PUBLIC, by=cast.tom, at=LATER)
    spoken = references.grouped(made.reference)
    seen = cases.track(reference=spoken, detail="+44 7700 900111")
    assert [(u.text, u.by) for u in seen.updates] == [("to all", "")]
    assert seen.may == {"chase"}
    assert seen.questions == ()
    inside = cases.track_reporter(reporter=made.reporter)
    assert [u.text for u in inside.updates] == ["to you", "to all"]
    assert {"withdraw", "chase"} <= inside.may


def test_a_wrong_reference_and_a_wrong_detail_are_the_same_answer_for_the_same_work(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    other = references.generate()
    wrong = ((other, "amina@example.com"), (made.reference, "gwen@example.com"), ("12", ""), ("", "x" * 500))
    counts, answers = set(), set()
    for reference, detail in wrong:
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            pytest.raises(NotFound) as refused,
        ):
            cases.track(reference=reference, detail=detail)
        counts.add(len(queries))
        answers.add((refused.value.code, tuple(refused.value.data.items())))
    assert len(counts) == 1
    assert answers == {("not-found", ())}


def test_the_cases_place_is_no_key_to_it(cast: Cast, open_one: Open) -> None:
    address = {"uprn": "1001", "line": "1 Mill Lane, Haverstock, HV1 1AA", "postcode": "HV1 1AA"}
    made = open_one(cast.amina, service="missed-bin", answers={"where": address})
    for detail in ("HV1 1AA", "1 Mill Lane", "1001"):
        with pytest.raises(NotFound):
            cases.track(reference=made.reference, detail=detail)


def test_asking_stops_the_clock_and_the_answer_starts_it_moved_by_the_wait(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    asked_at, answered_at = datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(2026, 11, 24, 11, tzinfo=UTC)
    question = cases.ask_reporter(case=made.case, reporter=made.reporter, text="Which side?", by=cast.tom, at=asked_at)
    case = Case.objects.get(pk=made.case)
    assert (case.status, case.due_at.year, case.watch_at.year) == (CaseStatus.WAITING, 9999, 9999)
    assert cases.check_promises(by=ANYBODY, at=asked_at + timedelta(days=90)) == 0
    token = link(LinkPurpose.ANSWER, question, cast.amina)
    seen = cases.look_at_link(token=token, at=answered_at)
    assert (seen.purpose, seen.question, seen.reporter) == (AccessPurpose.ANSWER, question, made.reporter)
    cases.answer(question=question, text="The left.", key=cases.Key(token=token), by=ANYBODY, at=answered_at)
    case = Case.objects.get(pk=made.case)
    assert case.status == CaseStatus.WITH_TEAM
    # Seven working hours were spent waiting: 12:00 to 17:00, and 09:00 to 11:00.
    assert case.waited_seconds == 7 * 3600
    assert case.done_by == datetime(2026, 11, 27, 16, tzinfo=UTC)
    assert OutboxEvent.objects.get(kind="case.answered").data["waited"] == 7 * 3600
    with pytest.raises(cases.AlreadyAnswered):
        cases.answer(question=question, text="The right.", key=cases.Key(token=token), by=ANYBODY, at=answered_at)


def test_a_link_opens_only_what_it_is_for(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.join(public=Case.objects.get().public_id, new=_like(cast.gwen), by=ANYBODY, at=AT)
    question = cases.ask_reporter(case=made.case, reporter=made.reporter, text="Which?", by=cast.tom, at=AT)
    wrong = (
        link(LinkPurpose.ANSWER, question, cast.gwen),
        link(LinkPurpose.TRACK, made.case, cast.amina),
        "",
        "x" * 32,
    )
    for token in wrong:
        with pytest.raises(cases.AccessOver):
            cases.answer(question=question, text="I answer.", key=cases.Key(token=token), by=ANYBODY, at=LATER)
    with pytest.raises(cases.AccessOver):
        cases.answer(question=question, text="I answer.", by=ANYBODY, at=LATER)
    cases.answer(question=question, text="By phone: the left.", by=cast.sam, at=LATER)


def _like(who: object) -> object:
    from portreeve.foundation.pure.channel import Channel
    from portreeve.modules.cases.types import NewCase
    from portreeve.modules.journeys.types import Roles

    return NewCase(
        service="fly-tipping",
        roles=Roles(asker=who, subject=who, told=who),
        channel=Channel.WEB,  # type: ignore[arg-type]
        answers={"place": {**MILL_LANE, "detail": GWENS_WORDS}, "what": ["other"], "other": GWENS_WORDS},
    )


def test_a_question_goes_to_one_reporter_and_the_other_sees_nothing_of_it(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    gwen = cases.join(public=Case.objects.get().public_id, new=_like(cast.gwen), by=ANYBODY, at=AT)
    question = cases.ask_reporter(case=made.case, reporter=gwen.reporter, text="Whose flat?", by=cast.tom, at=AT)
    cases.answer(question=question, text=GWENS_WORDS, by=BY, at=LATER)
    aminas = str(cases.track_reporter(reporter=made.reporter))
    assert "Whose flat" not in aminas
    assert "sofa" not in aminas
    gwens = cases.track_reporter(reporter=gwen.reporter)
    assert [u.kind for u in gwens.updates] == [UpdateKind.QUESTION, UpdateKind.ANSWER]


def test_to_be_named_as_the_reporter_is_not_to_be_let_in(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    with pytest.raises(cases.AccessOver):
        cases.withdraw(reporter=made.reporter, by=resident(cast.amina), at=LATER)
    over = Stay.objects.create(reporter_id=made.reporter, entered_at=AT, until=LATER)
    other = Stay.objects.create(
        reporter_id=open_one(cast.gwen).reporter, entered_at=AT, until=LATER + timedelta(days=1)
    )
    for stay in (over, other):
        with pytest.raises(cases.AccessOver):
            cases.withdraw(reporter=made.reporter, key=cases.Key(stay=stay.id), by=ANYBODY, at=LATER)


def test_an_anonymous_reporter_cannot_be_asked(cast: Cast, open_one: Open) -> None:
    made = open_one(None)
    with pytest.raises(cases.NobodyToAsk):
        cases.ask_reporter(case=made.case, reporter=made.reporter, text="Who?", by=cast.tom, at=LATER)


def test_one_time_access_lets_in_once_for_a_while(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.offer_access(reference=made.reference, detail="amina@example.com", by=ANYBODY, at=AT)
    cases.offer_access(reference=made.reference, detail="wrong@example.com", by=ANYBODY, at=AT)
    assert OutboxEvent.objects.filter(kind="case.access_offered").count() == 1
    token = link(LinkPurpose.TRACK, made.case, cast.amina)
    inside = cases.enter_by_link(token=token, by=ANYBODY, at=LATER)
    assert (inside.reporter, inside.until) == (made.reporter, LATER + timedelta(minutes=30))
    with pytest.raises(cases.AccessOver):
        cases.enter_by_link(token=token, by=ANYBODY, at=LATER)
    cases.withdraw(reporter=made.reporter, key=cases.Key(stay=inside.id), by=ANYBODY, at=LATER)
    again = Stay.objects.create(reporter_id=made.reporter, entered_at=AT, until=LATER)
    with pytest.raises(cases.AccessOver):
        cases.reopen_by_reporter(
            reporter=made.reporter,
            reason=ReopeningReason.STILL_THERE,
            key=cases.Key(stay=again.id),
            by=ANYBODY,
            at=LATER,
        )


def test_the_first_withdraws_and_the_second_is_still_there_the_last_one_out_closes(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    gwen = cases.join(public=Case.objects.get().public_id, new=_like(cast.gwen), by=ANYBODY, at=AT)
    cases.withdraw(reporter=made.reporter, by=BY, at=LATER)
    case = Case.objects.get()
    assert (case.status, case.reporters) == (CaseStatus.RECEIVED, 1)
    cases.withdraw(reporter=made.reporter, by=BY, at=LATER)
    assert OutboxEvent.objects.filter(kind="case.withdrawn").count() == 1
    gone = cases.track(reference=made.reference, detail="amina@example.com")
    assert (gone.withdrawn, gone.updates, gone.may) == (True, (), frozenset())
    cases.withdraw(reporter=gwen.reporter, by=BY, at=LATER)
    case = Case.objects.get()
    assert (case.status, case.closing_reason) == (CaseStatus.CLOSED, ClosingReason.WITHDRAWN)


def test_nobody_waits_for_a_reporter_who_has_withdrawn(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.join(public=Case.objects.get().public_id, new=_like(cast.gwen), by=ANYBODY, at=AT)
    cases.ask_reporter(case=made.case, reporter=made.reporter, text="Which side?", by=cast.tom, at=AT)
    cases.withdraw(reporter=made.reporter, by=BY, at=LATER)
    case = Case.objects.get()
    assert (case.status, case.waited_seconds) == (CaseStatus.WITH_TEAM, 2 * 3600)


def test_a_chase_is_one_click_and_a_second_click_is_the_same_one(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    for _ in range(2):
        cases.chase_by_reference(reference=made.reference, detail="amina@example.com", by=ANYBODY, at=LATER)
    assert Case.objects.get().chased == 1
    cases.chase(case=made.case, by=cast.sam, at=LATER)
    chases = OutboxEvent.objects.filter(kind="case.chased").order_by("id")
    assert [(e.data["cause"], e.data["channel"]) for e in chases] == [("no news", "web"), ("no news", "phone")]
    assert Case.objects.count() == 1
    assert [a.kind for a in cases.alerts(actor=cast.tom)] == ["chased", "chased"]
    assert cases.alerts(actor=cast.priya) == ()
    cases.alerts_seen(alerts=tuple(a.id for a in cases.alerts(actor=cast.tom)), by=cast.tom, at=LATER)
    assert cases.alerts(actor=cast.tom) == ()
    with pytest.raises(NotFound):
        cases.chase_by_reference(reference=made.reference, detail="x@example.com", by=ANYBODY, at=LATER)


def test_is_it_really_done_no_reopens_and_yes_is_kept_with_a_face(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.done(case=made.case, by=cast.tom, at=LATER)
    no = cases.Key(token=link(LinkPurpose.REALLY_DONE, made.case, cast.amina))
    assert cases.verdict(
        reporter=made.reporter,
        really_done=False,
        face=Face.POOR,
        reason=FaceReason.NOT_DONE,
        text="Still there",
        key=no,
        by=ANYBODY,
        at=LATER + timedelta(days=1),
    )
    case = Case.objects.get()
    assert (case.status, case.closed_too_soon) == (CaseStatus.REOPENED, 1)
    given = OutboxEvent.objects.get(kind="case.verdict").data
    assert (given["really_done"], given["face"], given["reason"]) == (False, "poor", "not done")
    words = Update.objects.get(text="Still there")
    assert (words.audience, words.reporter_id) == (Audience.STAFF, made.reporter)
    with pytest.raises(cases.ChangeNotAllowed):
        cases.verdict(reporter=made.reporter, really_done=True, by=BY, at=LATER)
    cases.done(case=made.case, by=cast.tom, at=LATER + timedelta(days=2))
    with pytest.raises(cases.AccessOver):
        cases.verdict(reporter=made.reporter, really_done=True, key=no, by=ANYBODY, at=LATER + timedelta(days=2))
    assert not cases.verdict(reporter=made.reporter, really_done=True, by=BY, at=LATER)


def test_a_joined_reporters_link_still_works_after_an_officer_joined_the_cases(cast: Cast, open_one: Open) -> None:
    first, copy = open_one(cast.amina), open_one(cast.gwen)
    token = link(LinkPurpose.TRACK, copy.case, cast.gwen)
    cases.link_duplicate(case=copy.case, original=first.case, by=cast.tom, at=LATER)
    inside = cases.enter_by_link(token=token, by=ANYBODY, at=LATER)
    assert (inside.case, inside.reporter) == (first.case, copy.reporter)


def test_a_held_report_is_promised_from_when_it_was_let_go(cast: Cast, services: None) -> None:
    one = submission("fly-tipping", cast.amina)
    receipt = cases.CaseFulfilment().fulfil(one, by=resident(cast.amina), at=AT + timedelta(days=1))
    assert receipt.promise.answer_by == datetime(2026, 11, 25, 17, tzinfo=UTC)
