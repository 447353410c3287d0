"""Retention of what people said: single answers by their service's word, the rest seven years after the case ended."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from integration.cases.scene import AT, BY, FAR_AWAY, MILL_LANE, Cast, Open, submission
from integration.kept_submission import keep_submission
from portreeve.config import upkeep
from portreeve.foundation.audit import api as audit
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.files import api as files
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data.models import Disposal
from portreeve.foundation.personal_data.types import HoldReason
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.span import after
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.models import Case, Reporter
from portreeve.modules.cases.types import ClosingReason, NewCase
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.models import Submission
from portreeve.modules.journeys.queries.answers import opened
from portreeve.modules.journeys.types import Roles

pytestmark = pytest.mark.django_db
ANSWERS = "portreeve_cases.Reporter.answers"
SECOND = timedelta(seconds=1)


@pytest.fixture
def services(db: None) -> None:
    from integration.cases.scene import publish_services

    publish_services()


def evidence(name: str = "diary of dread.pdf") -> UUID:
    stream = io.BytesIO(b"%PDF-1.7 a diary of dread")
    return files.receive(stream=stream, name=name, purpose="journey", sealed=True, by=BY, at=AT).id


def told(cast: Cast) -> tuple[Reporter, UUID]:
    """Open a private case as a journey does, with a special answer, a special file and a personal place."""
    version = catalogue.published("anti-social-behaviour")
    file = evidence()
    plain: dict[str, Any] = {
        "place": MILL_LANE,
        "what": ["noise"],
        "happened": "They shout all night",
        "evidence": {"file": str(file), "name": "diary.pdf"},
        "you": {"name": "Amina Yusuf", "email": "amina@example.com", "on_behalf": False},
    }
    roles = Roles(cast.amina, cast.amina, cast.amina)
    sent = keep_submission(version, plain, roles, AT, learned={"fact/place": {"value": "Mill Lane", "at": ""}})
    files.claim(files=[file], holder=sent.id, by=BY, at=AT)
    new = NewCase(
        service=version.id,
        version=version.version,
        roles=roles,
        channel=Channel.WEB,
        answers=sent.answers,
        submission=sent.id,
    )
    opened = cases.open_case(new=new, by=BY, at=AT)
    return Reporter.objects.get(id=opened.reporter), file


def close(case: UUID, at: datetime) -> None:
    cases.close(case=case, reason=ClosingReason.NOT_FOUND, by=BY, at=at)


def everything_said(row: Reporter) -> str:
    """Return all that is still kept of what somebody said, opened."""
    fresh = Reporter.objects.get(id=row.id)
    said = [opened(one.get("value")) for one in fresh.answers.values()]
    sent = Submission.objects.get(id=fresh.submission)
    return str([said, journeys.opened_answers(sent.answers), sent.learned, fresh.case.place_text])


def test_answers_go_with_their_copies_their_file_and_their_place_when_their_time_is_over(
    cast: Cast, services: None
) -> None:
    row, file = told(cast)
    ended = AT + timedelta(days=400)
    close(row.case_id, ended)
    over = after(ended, "3 years")
    upkeep.dispose(over - SECOND)
    before = Reporter.objects.get(id=row.id)
    assert opened(before.answers["happened"]["value"]) == "They shout all night"
    assert set(files.files([file])) == {file}

    assert upkeep.dispose(over + SECOND) > 0
    left = everything_said(row)
    for gone in ("shout", "Amina", "amina@", "Mill Lane", str(file)):
        assert gone not in left
    assert "noise" in left  # not personal: as long as the case
    assert files.files([file]) == {}
    assert Case.objects.get(id=row.case_id).usrn == ""
    assert Reporter.objects.get(id=row.id).answers["happened"] == {
        "personal": "special",
        "keep": "3 years",
        "gone": True,
    }


def test_the_time_is_that_of_the_end_of_the_case_and_begins_again_with_a_case_that_came_back(
    cast: Cast, services: None
) -> None:
    from portreeve.modules.cases.types import ReopeningReason

    row, _ = told(cast)
    close(row.case_id, AT)
    back = AT + timedelta(days=1000)
    cases.reopen(case=row.case_id, reason=ReopeningReason.CAME_BACK, by=BY, at=back)
    upkeep.dispose(back + timedelta(days=2000))
    assert "shout" in everything_said(row)
    close(row.case_id, back + timedelta(days=2000))
    upkeep.dispose(back + timedelta(days=2001))
    assert "shout" in everything_said(row)


def test_what_was_disposed_of_is_logged_and_audited_once(cast: Cast, services: None) -> None:
    row, _ = told(cast)
    close(row.case_id, AT)
    at = after(AT, "3 years") + SECOND
    upkeep.dispose(at)
    upkeep.dispose(at + timedelta(hours=6))
    [logged] = Disposal.objects.filter(model=ANSWERS)
    assert (logged.rows, logged.held) == (1, 0)
    assert AuditEntry.objects.filter(act="records.disposed", subject=str(logged.id)).count() == 1
    audit.seal(at=at)
    assert audit.verify().intact


def test_a_legal_hold_keeps_answers_and_files_until_it_is_lifted(cast: Cast, services: None) -> None:
    row, file = told(cast)
    close(row.case_id, AT)
    hold = personal_data.place_hold(party=cast.amina, reason=HoldReason.COURT, by=BY, at=AT)
    at = after(AT, "8 years")
    for days in range(3):
        upkeep.dispose(at + timedelta(days=days))
    assert "shout" in everything_said(row)
    assert set(files.files([file])) == {file}
    [logged] = Disposal.objects.filter(model=ANSWERS)
    assert (logged.rows, logged.held) == (0, 1)
    personal_data.lift_hold(hold=hold, by=BY, at=at)
    upkeep.dispose(at + timedelta(days=3))
    assert "shout" not in everything_said(row)
    assert files.files([file]) == {}


def test_a_hold_on_one_reporter_keeps_the_place_of_a_case_at_anothers_home(cast: Cast, services: None) -> None:
    row, _ = told(cast)
    Reporter.objects.create(
        case_id=row.case_id,
        came_with_id=row.case_id,
        reference="12345678901",
        asker_id=cast.gwen,
        subject_id=cast.gwen,
        told_id=cast.gwen,
        channel="web",
        version=row.version,
        since=AT,
    )
    close(row.case_id, AT)
    hold = personal_data.place_hold(party=cast.gwen, reason=HoldReason.OMBUDSMAN, by=BY, at=AT)
    personal_data.dispose(erase_file=lambda _: None, by=BY, at=after(AT, "8 years"))
    assert Case.objects.get(id=row.case_id).place_text == "Mill Lane"
    personal_data.lift_hold(hold=hold, by=BY, at=AT)
    personal_data.dispose(erase_file=lambda _: None, by=BY, at=after(AT, "8 years"))
    assert Case.objects.get(id=row.case_id).place_text == "(erased)"


def test_a_reporters_seven_years_count_from_the_end_of_the_case(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina, details={"zone": "Europe/London"})
    open_one(cast.gwen, place=FAR_AWAY)
    later = after(AT, "10 years")
    upkeep.dispose(later)  # both are open still
    assert Reporter.objects.get(id=made.reporter).answers["what"]["value"] == ["furniture"]
    close(made.case, later)
    upkeep.dispose(after(later, "7 years") - SECOND)
    assert Reporter.objects.get(id=made.reporter).details
    upkeep.dispose(after(later, "7 years") + SECOND)
    gone = Reporter.objects.get(id=made.reporter)
    assert (gone.answers, gone.details) == ({}, {})
    assert gone.reference  # by which the council can still say that there was a case


def test_somebody_whose_case_is_open_is_in_use_however_long_ago_they_were_added(cast: Cast, open_one: Open) -> None:
    from portreeve.modules.people.models import Party

    open_one(cast.amina)
    upkeep.dispose(after(AT, "20 years"))
    assert Party.objects.get(id=cast.amina).name == "Amina Yusuf"
    assert Party.objects.get(id=cast.gwen).name == "(erased)"


def test_a_photo_stays_as_long_as_the_case_and_not_as_the_submission(cast: Cast, services: None) -> None:
    file = evidence("sofa.pdf")
    new = submission(
        "fly-tipping", cast.amina, answers={"place": MILL_LANE, "what": ["furniture"], "photo": {"file": str(file)}}
    )
    files.claim(files=[file], holder=new.id, by=BY, at=AT)
    Submission.objects.create(
        id=new.id,
        key="k",
        service=new.service,
        version_id=new.version,
        status="sent",
        language="en",
        channel="web",
        answers=dict(new.answers),
        asker_id=cast.amina,
        at=AT,
    )
    cases.CaseFulfilment().fulfil(new, by=BY, at=AT)
    upkeep.dispose(after(AT, "5 years"))  # the copy of what was sent went after two; the case is open
    assert Submission.objects.get(id=new.id).answers == {}
    assert set(files.files([file])) == {file}
    close(Case.objects.get().id, after(AT, "5 years"))
    upkeep.dispose(after(AT, "12 years") - SECOND)
    assert set(files.files([file])) == {file}
    upkeep.dispose(after(AT, "12 years") + SECOND)
    assert files.files([file]) == {}


def test_a_draft_that_is_disposed_of_takes_its_files_with_it(cast: Cast, services: None) -> None:
    from portreeve.modules.journeys.models import Journey

    journey = journeys.start(service="fly-tipping", language="en", channel=Channel.WEB, by=BY, at=AT)
    file = evidence()
    files.claim(files=[file], holder=journey, by=BY, at=AT)
    upkeep.dispose(AT + timedelta(days=200))
    assert not Journey.objects.exists()
    assert files.files([file]) == {}


def test_spans_are_read_by_the_database_as_by_the_rule(services: None) -> None:
    from django.db import connection

    ends = [AT.replace(day=d, month=m, year=y) for y, m, d in ((2027, 1, 31), (2028, 2, 29), (2026, 11, 23))]
    spans = ["1 hour", "28 days", "2 weeks", "1 month", "6 months", "1 year", "4 years", "100 years"]
    for ended in ends:
        for span in spans:
            with connection.cursor() as cursor:
                cursor.execute("SELECT %s::timestamptz + %s::interval", [ended, span])
                [found] = cursor.fetchone()
            assert found == after(ended, span), (ended, span)


def test_many_are_seen_to_in_several_runs(cast: Cast, open_one: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from portreeve.modules.cases.operations import keeping

    monkeypatch.setattr(keeping, "MOST", 2)
    for _ in range(3):
        answers = {"place": MILL_LANE, "what": ["furniture"], "vehicle": "AB12 CDE"}
        close(open_one(cast.amina, answers=answers).case, AT)
    at = after(AT, "2 years")
    counts = [cases.forget_answers(erase_file=lambda _: None, by=BY, at=at) for _ in range(3)]
    assert counts == [2, 1, 0]
