"""What an act refuses instead of losing a case or failing, and what pressed twice is once."""

from __future__ import annotations

import base64
import json
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integration.cases.scene import AT, BY, Cast, Open, of_team, staff
from portreeve.foundation.accounts import api as accounts
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.models import Case, Failure, Question, Update
from portreeve.modules.cases.types import BulkAct, BulkDetails, ChaseCause, FailureCause, Filter, Sort, UpdateKind
from portreeve.modules.cases.types import Open as State

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)


def test_a_case_goes_only_to_a_team_that_there_is(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    with pytest.raises(cases.TeamUnknown) as no:
        cases.send_to_team(case=made.case, team="street-scen", by=cast.tom, at=AT)
    assert no.value.data == {"field": "team"}
    with pytest.raises(cases.TeamUnknown):
        cases.split(case=made.case, teams=("waste", "nobody"), by=cast.tom, at=AT)
    (outcome,) = cases.bulk(
        act=BulkAct.ASSIGN, cases=[made.case], details=BulkDetails(team="nobody"), by=cast.tom, at=AT
    )
    assert outcome.problem == "case-team-unknown"
    assert [case.team for case in Case.objects.all()] == ["street-scene"]


def test_a_case_is_given_only_to_somebody_who_is_here_and_can_work_on_it(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    gone = staff("Ines Duarte", *of_team("street-scene"))
    accounts.deactivate(account=UUID(gone.id), by=BY, at=AT)
    for owner in (UUID(cast.priya.id), UUID(gone.id), uuid4()):
        with pytest.raises(cases.OwnerNotPossible):
            cases.assign(case=made.case, owner=owner, by=cast.tom, at=AT)
    cases.assign(case=made.case, owner=UUID(cast.helen.id), by=cast.tom, at=AT)
    assert str(Case.objects.get().owner_id) == cast.helen.id


def test_a_private_case_is_given_only_to_those_who_may_see_private_ones(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina, service="anti-social-behaviour", answers={})
    plain = staff("Sam Okafor", *of_team("community-safety"))
    with pytest.raises(cases.OwnerNotPossible):
        cases.assign(case=made.case, owner=UUID(plain.id), by=cast.jo, at=AT)


def test_a_case_is_not_split_by_somebody_who_has_not_seen_what_changed(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    read = Case.objects.get().revision
    cases.note(case=made.case, text="Half is gone already.", by=cast.helen, at=AT)
    with pytest.raises(cases.CaseChanged):
        cases.split(case=made.case, teams=("waste",), by=cast.tom, at=AT, revision=read)
    assert cases.split(case=made.case, teams=("waste",), by=cast.tom, at=AT, revision=read + 1)


def test_a_note_clicked_twice_is_one_and_the_same_words_later_are_another(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    first = cases.note(case=made.case, text="No answer at the door.", by=cast.tom, at=AT)
    again = AT + timedelta(seconds=3)
    assert cases.note(case=made.case, text="No answer at the door. ", by=cast.tom, at=again) == first
    cases.note(case=made.case, text="No answer at the door.", by=cast.helen, at=again)
    cases.note(case=made.case, text="No answer at the door.", by=cast.tom, at=AT + timedelta(minutes=5))
    assert Update.objects.filter(kind=UpdateKind.NOTE).count() == 3
    for file in (uuid4(), uuid4()):  # two photos with the same words are two
        cases.note(case=made.case, text="No answer at the door.", by=cast.tom, at=again, files=(file,))
    assert Update.objects.filter(kind=UpdateKind.NOTE).count() == 5


def test_a_chase_written_down_without_a_name_and_clicked_twice_is_one(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    for minutes in (0, 1, 59):
        cases.chase(case=made.case, cause=ChaseCause.LATE, by=cast.sam, at=AT + timedelta(minutes=minutes))
    assert Case.objects.get().chased == 1
    cases.chase(case=made.case, by=cast.tom, at=AT + timedelta(minutes=5))
    cases.chase(case=made.case, by=cast.sam, at=AT + timedelta(minutes=61))
    assert Case.objects.get().chased == 3


def test_another_bodys_name_and_reference_may_not_be_endless(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    for named in ({"body": "x" * 81}, {"body": "Highways", "their_reference": "x" * 81}):
        with pytest.raises(cases.TextTooLong):
            cases.pass_on(case=made.case, by=cast.tom, at=AT, **named)
    cases.pass_on(case=made.case, body="x" * 80, by=cast.tom, at=AT)


def locked(queries: CaptureQueriesContext) -> list[str]:
    """Return the tables whose rows were locked, in that order."""
    found = [q["sql"] for q in queries.captured_queries if "FOR UPDATE" in q["sql"]]
    return [sql.split('FROM "')[1].split('"')[0] for sql in found]


def test_whatever_is_locked_its_case_is_locked_first(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.check_promises(by=BY, at=AT + timedelta(days=3))
    failure = Failure.objects.get()
    with CaptureQueriesContext(connection) as queries:
        cases.fill_failure(
            failure=failure.id, cause=FailureCause.OTHER, fix="A second lorry.", owner=None, by=cast.tom, at=LATER
        )
    assert locked(queries) == ["portreeve_cases_case", "portreeve_cases_failure"]
    cases.ask_reporter(case=made.case, reporter=made.reporter, text="Which one?", by=cast.tom, at=AT)
    with CaptureQueriesContext(connection) as queries:
        assert cases.check_silence(by=BY, at=AT + timedelta(days=40)) == 1
    assert locked(queries) == ["portreeve_cases_case"]
    assert Question.objects.get().silent_at is not None
    assert cases.check_silence(by=BY, at=AT + timedelta(days=40)) == 0


def key(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


WRONG_KEYS = (
    "x",
    "é",
    "\0",
    "W10",
    key(1),
    key("soon", "0" * 32),
    key("2026-11-23T10:00:00", "0" * 32),
    key(10**12, "0" * 32),
    key(float("inf"), "0" * 32),
    key("0001-01-01T00:00:00+14:00", "0" * 32),
    key(None, None),
    key(-1, "0" * 32),
)


@pytest.mark.parametrize("sort", list(Sort))
def test_a_wrong_key_or_words_that_cannot_be_kept_are_no_failure(cast: Cast, open_one: Open, sort: Sort) -> None:
    open_one(cast.amina)
    state = State.ENDED if sort is Sort.ENDED else State.OPEN
    for wrong in WRONG_KEYS:
        for way in ({"after": wrong}, {"before": wrong}):
            cases.inbox(actor=cast.tom, wanted=Filter(sort=sort, open=state), at=AT, **way)
    cases.public_cases(after=WRONG_KEYS[2])
    for words in ("\0", "mill\0 lane", "\ud800", "'):*&|!", "-", '"'):
        cases.inbox(actor=cast.tom, wanted=Filter(sort=sort, words=words, team=words), at=AT)
        cases.search(said=words, actor=cast.tom, at=AT)
    found = cases.search(said="mill\0 lane", actor=cast.tom, at=AT)
    assert len(found.rows) == 1


def test_a_day_far_off_is_no_failure(cast: Cast, open_one: Open) -> None:
    open_one(cast.amina)
    for day in (date.min, date.max):
        cases.inbox(actor=cast.tom, wanted=Filter(opened_from=day, ended_from=day), at=AT)
