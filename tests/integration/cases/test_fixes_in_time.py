"""What staff wrote about a broken promise goes as their notes do: its time, holds, whose export it is in, erasure."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from integration.cases.scene import AT, BY, Cast, Open
from integration.cases.test_notes_in_time import SECOND, SEVEN, erase, joined
from portreeve.config import upkeep
from portreeve.foundation.audit import api as audit
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data.models import Disposal
from portreeve.foundation.personal_data.types import HoldReason
from portreeve.foundation.pure.span import after
from portreeve.modules.cases import api as cases
from portreeve.modules.cases import jobs
from portreeve.modules.cases.models import Failure
from portreeve.modules.cases.types import ClosingReason, FailureCause

pytestmark = pytest.mark.django_db
BROKEN = datetime(2026, 11, 24, 17, tzinfo=UTC)
FIX = "Gwen was away and her gate was locked: ring Amina first"
FAILURE = "portreeve_cases.Failure"


def mended(cast: Cast, case: UUID) -> Failure:
    """Let a case's promise break, and say what mends it."""
    jobs.keep_promises(BROKEN)
    row = Failure.objects.get(case_id=case)
    cases.fill_failure(
        failure=row.id, cause=FailureCause.STAFFING, fix=FIX, owner=UUID(cast.tom.id), by=cast.tom, at=BROKEN
    )
    return row


def fix(row: Failure) -> str:
    return str(Failure.objects.get(id=row.id).fix)


def exported(party: UUID) -> str:
    return json.dumps(personal_data.export(party=party, by=BY, at=AT).tables, default=str)


def test_it_goes_seven_years_after_the_end_of_the_case_and_what_broke_when_and_why_stays(
    cast: Cast, open_one: Open
) -> None:
    made = open_one(cast.amina)
    row = mended(cast, made.case)
    upkeep.dispose(after(AT, "20 years"))
    assert fix(row) == FIX, "the case is open still"
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=AT)
    upkeep.dispose(SEVEN - SECOND)
    assert fix(row) == FIX
    for later in (SECOND, timedelta(days=1)):
        upkeep.dispose(SEVEN + later)
    left = Failure.objects.get(id=row.id)
    assert (left.fix, left.cause, left.due_at) == ("(erased)", FailureCause.STAFFING, row.due_at)
    [logged] = Disposal.objects.filter(model=FAILURE)
    assert (logged.rows, logged.held) == (1, 0)
    audit.seal(at=SEVEN + timedelta(days=1))
    assert audit.verify().intact


def test_a_promise_of_which_nothing_was_written_is_not_made_to_look_otherwise(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    jobs.keep_promises(BROKEN)
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=AT)
    upkeep.dispose(SEVEN + SECOND)
    assert Failure.objects.get().fix == ""
    assert not Disposal.objects.filter(model=FAILURE).exists()


def test_a_hold_on_any_of_the_reporters_keeps_it(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    joined(cast, made.case)
    row = mended(cast, made.case)
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=AT)
    hold = personal_data.place_hold(party=cast.gwen, reason=HoldReason.COURT, by=BY, at=AT)
    upkeep.dispose(SEVEN + SECOND)
    assert fix(row) == FIX
    personal_data.lift_hold(hold=hold, by=BY, at=AT)
    upkeep.dispose(SEVEN + SECOND)
    assert fix(row) == "(erased)"


def test_it_is_handed_to_somebody_alone_in_the_case_and_to_nobody_where_there_are_others(
    cast: Cast, open_one: Open
) -> None:
    made = open_one(cast.amina)
    mended(cast, made.case)
    assert FIX in exported(cast.amina)
    assert FIX not in exported(cast.gwen)
    joined(cast, made.case)
    for party in (cast.amina, cast.gwen):
        assert FIX not in exported(party)
        assert "staffing" in exported(party), "that there is one is told"


def test_it_goes_with_the_last_of_those_it_may_be_about(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    joined(cast, made.case)
    row = mended(cast, made.case)
    erase(cast.amina)
    assert fix(row) == FIX
    assert erase(cast.gwen).tables[FAILURE] == 1
    assert fix(row) == "(erased)"
