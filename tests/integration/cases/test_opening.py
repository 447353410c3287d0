"""What a submission becomes: a case with a reference, routed and promised, or a part in somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from integration.cases.scene import AT, FAR_AWAY, GWENS_WORDS, MILL_LANE, Cast, Open, submission
from portreeve.foundation.outbox.models import OutboxEvent
from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.actor import resident
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.models import Case, Reporter
from portreeve.modules.cases.types import CaseStatus, ClosingReason
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Service

pytestmark = pytest.mark.django_db


def test_a_submission_becomes_a_case_with_a_reference_that_can_be_said(cast: Cast, services: None) -> None:
    receipt = cases.CaseFulfilment().fulfil(submission("fly-tipping", cast.amina), by=resident(cast.amina), at=AT)
    assert references.is_valid(receipt.reference)
    case = Case.objects.get(pk=receipt.subject)
    assert (case.team, case.status, case.ward, case.usrn) == ("street-scene", CaseStatus.RECEIVED, "QUA", "20300001")
    assert case.place_text == "Mill Lane"
    assert receipt.promise.answer_by == case.answer_by == datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert receipt.promise.done_by == datetime(2026, 11, 26, 17, tzinfo=UTC)
    assert receipt.secret == ""
    assert case.due_at == case.answer_by


def test_the_same_submission_twice_is_one_case_and_one_reference(cast: Cast, services: None) -> None:
    one = submission("fly-tipping", cast.amina)
    first = cases.CaseFulfilment().fulfil(one, by=resident(cast.amina), at=AT)
    again = cases.CaseFulfilment().fulfil(one, by=resident(cast.amina), at=AT + timedelta(minutes=1))
    assert (first.reference, first.subject) == (again.reference, again.subject)
    assert Case.objects.count() == Reporter.objects.count() == 1


def test_the_same_promise_on_every_channel(cast: Cast, open_one: Open) -> None:
    friday, monday = datetime(2026, 11, 20, 17, 45, tzinfo=UTC), datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    web = open_one(cast.amina, at=friday, channel=Channel.WEB)
    phone = open_one(cast.gwen, at=monday, channel=Channel.PHONE)
    assert web.promise == phone.promise


def test_a_route_by_condition_gives_team_and_tier(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina, answers={"place": MILL_LANE, "what": ["needles"]})
    case = Case.objects.get(pk=made.case)
    assert (case.team, case.tier) == ("environmental-health", "assisted")


def test_events_carry_codes_and_ids_and_nothing_anybody_said(cast: Cast, open_one: Open) -> None:
    answers = {"place": {**MILL_LANE, "detail": GWENS_WORDS}, "what": ["other"], "other": GWENS_WORDS}
    made = open_one(cast.gwen, answers=answers)
    rows = [str(vars(row)) for row in OutboxEvent.objects.filter(subject=made.case)]
    assert {row.kind for row in OutboxEvent.objects.filter(subject=made.case)} == {"case.opened", "case.routed"}
    assert not any(word in row for row in rows for word in ("sofa", "Mill Lane", "Gwen", made.reference))


def test_two_neighbours_and_one_fly_tip_are_one_job_with_two_references(cast: Cast, services: None) -> None:
    do = cases.CaseFulfilment()
    first = do.fulfil(submission("fly-tipping", cast.amina), by=resident(cast.amina), at=AT)
    public = Case.objects.get(pk=first.subject).public_id
    second = do.fulfil(
        submission("fly-tipping", cast.gwen, duplicate=f"join:{public}", language="cy"), by=resident(cast.gwen), at=AT
    )
    assert second.subject == first.subject
    assert second.reference != first.reference
    assert second.promise == first.promise
    assert Case.objects.get().reporters == 2
    assert set(Reporter.objects.values_list("language", flat=True)) == {"en", "cy"}


def test_joining_what_was_finished_meanwhile_is_a_new_job(cast: Cast, services: None) -> None:
    do = cases.CaseFulfilment()
    first = do.fulfil(submission("fly-tipping", cast.amina), by=resident(cast.amina), at=AT)
    assert first.subject
    cases.close(case=first.subject, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=AT)
    public = Case.objects.get().public_id
    second = do.fulfil(submission("fly-tipping", cast.gwen, duplicate=f"join:{public}"), by=resident(None), at=AT)
    assert second.subject != first.subject


def test_candidates_are_open_near_and_of_the_same_service_and_show_nothing_of_the_other(
    cast: Cast, open_one: Open
) -> None:
    service = catalogue.published("fly-tipping")
    place = {**MILL_LANE, "detail": GWENS_WORDS}
    mine = open_one(cast.gwen, answers={"place": place, "what": ["other"], "other": GWENS_WORDS})
    open_one(cast.gwen, place=FAR_AWAY)
    found = cases.likely_duplicates(service=service, answers={"place": MILL_LANE}, at=AT)
    assert [one.public_id for one in found] == [mine.public_id]
    assert "sofa" not in str(found)
    assert found[0].metres == 0
    nearby = {"text": "x", "lat": "51.500400", "long": "-0.100100"}
    assert [one.metres for one in cases.likely_duplicates(service=service, answers={"place": nearby}, at=AT)] == [33]
    late = AT + timedelta(days=200)
    assert cases.likely_duplicates(service=service, answers={"place": MILL_LANE}, at=late) == ()


def test_that_anybody_reported_a_neighbour_is_never_shown(cast: Cast, open_one: Open) -> None:
    service = catalogue.published("anti-social-behaviour")
    made = open_one(cast.gwen, service="anti-social-behaviour", answers={"where": MILL_LANE})
    assert cases.likely_duplicates(service=service, answers={"where": MILL_LANE}, at=AT) == ()
    assert cases.public_cases().rows == ()
    joined = cases.CaseFulfilment().fulfil(
        submission("anti-social-behaviour", cast.amina, duplicate=f"join:{made.public_id}"), by=resident(None), at=AT
    )
    assert joined.subject != made.case


def test_two_neighbours_missed_bins_are_two_jobs(cast: Cast, open_one: Open) -> None:
    service = catalogue.published("missed-bin")
    address = {"uprn": "1001", "line": "1 Mill Lane", "street": "20300001", "ward": "QUA"}
    open_one(cast.amina, service="missed-bin", answers={"where": address})
    other = {**address, "uprn": "1002", "line": "2 Mill Lane"}
    assert cases.likely_duplicates(service=service, answers={"where": other}, at=AT) == ()
    assert len(cases.likely_duplicates(service=service, answers={"where": address}, at=AT)) == 1


def test_an_anonymous_reporter_gets_a_code_that_is_not_kept(cast: Cast, open_one: Open) -> None:
    made = open_one(None)
    assert len(made.secret) == 14
    part = Reporter.objects.get(pk=made.reporter)
    assert part.anonymous
    assert made.secret.replace("-", "") not in str(vars(part))
    assert cases.track(reference=made.reference, detail=made.secret.lower()).status is CaseStatus.RECEIVED


def test_another_channel_may_open_a_case_for_somebody_else(cast: Cast, open_one: Open) -> None:
    from portreeve.modules.journeys.types import Roles

    made = open_one(cast.ruth, roles=Roles(asker=cast.ruth, subject=cast.dorothy, told=cast.ruth), submission=uuid4())
    event = OutboxEvent.objects.get(subject=made.case, kind="case.opened")
    assert event.data["for_another"] is True
    assert cases.track(reference=made.reference, detail="07700 900333").reference == made.reference
    with pytest.raises(NotFound):
        cases.track(reference=made.reference, detail="01632 960222")


ADDRESS = {"uprn": "1001", "line": "1 Mill Lane", "street": "20300001", "ward": "QUA"}


def test_a_households_bins_are_jobs_of_their_own(cast: Cast, open_one: Open) -> None:
    service = catalogue.published("missed-bin")
    blue = open_one(cast.amina, service="missed-bin", answers={"where": ADDRESS, "bin": "recycling"})
    imported = open_one(cast.amina, service="missed-bin", answers={"where": ADDRESS})

    def found(**more: str) -> list[str]:
        answers = {"where": ADDRESS, **more}
        return [one.public_id for one in cases.likely_duplicates(service=service, answers=answers, at=AT)]

    assert found(bin="recycling") == [blue.public_id]
    assert found(bin="refuse") == [], "another bin, and one of which it is not known"
    assert set(found()) == {blue.public_id, imported.public_id}, "until it is said which, the place alone counts"
    assert reported(service, where=ADDRESS) == (2, {"bin": {"recycling"}})
    assert reported(service, where={**ADDRESS, "uprn": "1002"}) == (0, {"bin": set()})
    assert reported(catalogue.published("fly-tipping"), place=MILL_LANE) == (0, {})


def reported(service: Service, **answers: Any) -> tuple[int, Mapping[str, frozenset[str]]]:
    found = cases.answers_reported(service=service, answers=answers, at=AT)
    return found.cases, found.answers


def test_a_bin_that_was_emptied_is_reported_no_longer(cast: Cast, open_one: Open) -> None:
    service = catalogue.published("missed-bin")
    made = open_one(cast.amina, service="missed-bin", answers={"where": ADDRESS, "bin": "garden"})
    cases.done(case=made.case, by=cast.priya, at=AT)
    assert reported(service, where=ADDRESS) == (0, {"bin": set()})
    assert cases.likely_duplicates(service=service, answers={"where": ADDRESS, "bin": "garden"}, at=AT) == ()
