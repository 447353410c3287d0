"""Notes of staff and what was said to all reporters: their time, whose export they are in, what an erasure takes."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from uuid import UUID

import pytest

from integration.cases.scene import AT, BY, MILL_LANE, Cast, Open
from portreeve.config import upkeep
from portreeve.config.handing_over import as_json
from portreeve.foundation.audit import api as audit
from portreeve.foundation.files import api as files
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data import disposing
from portreeve.foundation.personal_data.models import Disposal, Erasure
from portreeve.foundation.personal_data.types import Erased, HoldReason
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.span import after
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.models import Case, StatusChange, Update
from portreeve.modules.cases.types import Audience, ClosingReason, NewCase
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys.types import Roles

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
SEVEN = after(AT, "7 years")
NOTE, TO_ALL = "Amina rang: Gwen's van was there", "We will be in Mill Lane on Friday"
UPDATE = "portreeve_cases.Update"


def written(case: UUID, by: Actor) -> UUID:
    """Write a note with a photo and tell all reporters something; returns the photo."""
    stream = io.BytesIO(b"%PDF-1.7 whose van it was")
    file = files.receive(stream=stream, name="van.pdf", purpose="case", by=by, at=AT).id
    cases.note(case=case, text=NOTE, files=[file], by=by, at=AT)
    cases.update(case=case, text=TO_ALL, audience=Audience.REPORTERS, by=by, at=AT)
    return file


def joined(cast: Cast, case: UUID) -> None:
    """Let Gwen report what is already there."""
    new = NewCase(
        service="fly-tipping",
        version=catalogue.published("fly-tipping").version,
        roles=Roles(cast.gwen, cast.gwen, cast.gwen),
        channel=Channel.WEB,
        answers={"place": MILL_LANE, "what": ["furniture"]},
    )
    cases.join(public=Case.objects.get(id=case).public_id, new=new, by=BY, at=AT)


def erase(party: UUID) -> Erased:
    return personal_data.erase(party=party, erase_file=lambda file: files.erase(file=file, by=BY, at=AT), by=BY, at=AT)


def said() -> set[str]:
    return set(Update.objects.values_list("text", flat=True))


def test_they_go_seven_years_after_the_end_of_the_case_with_their_files_and_the_log_and_counts_are_true(
    cast: Cast, open_one: Open
) -> None:
    made = open_one(cast.amina)
    file = written(made.case, cast.tom)
    upkeep.dispose(after(AT, "20 years"))  # open still
    assert {NOTE, TO_ALL} <= said()
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, text="Nothing was there", by=cast.tom, at=AT)
    rows, history, events = Update.objects.count(), StatusChange.objects.count(), outbox.events_about(made.case)
    upkeep.dispose(SEVEN - SECOND)
    assert {NOTE, TO_ALL, "Nothing was there"} <= said()

    upkeep.dispose(SEVEN + SECOND)
    assert said() <= {"", "(erased)"}
    assert not Update.objects.exclude(files=[]).exists()
    assert files.files([file]) == {}
    assert (Update.objects.count(), StatusChange.objects.count()) == (rows, history)
    assert outbox.events_about(made.case) == events
    upkeep.dispose(SEVEN + timedelta(days=1))
    [logged] = Disposal.objects.filter(model=UPDATE)
    assert (logged.rows, logged.held) == (3, 0)
    audit.seal(at=SEVEN + timedelta(days=1))
    assert audit.verify().intact


def test_they_go_in_several_runs(cast: Cast, open_one: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    made = open_one(cast.amina)
    for number in range(5):
        cases.note(case=made.case, text=f"Note {number}", by=cast.tom, at=AT)
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=AT)
    monkeypatch.setattr(disposing, "MOST", 2)
    left = []
    for _ in range(4):
        upkeep.dispose(SEVEN + SECOND)
        left.append(sum(one.startswith("Note") for one in said()))
    assert left == [3, 1, 0, 0]


def test_what_never_had_words_is_not_made_to_look_as_if_they_had_been_taken(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    cases.schedule(case=made.case, on=(AT + timedelta(days=3)).date(), by=cast.tom, at=AT)
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=AT)
    upkeep.dispose(SEVEN + SECOND)
    assert said() == {""}
    assert not Disposal.objects.filter(model=UPDATE).exists()


def test_a_hold_on_any_of_the_reporters_keeps_them(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    joined(cast, made.case)
    file = written(made.case, cast.tom)
    cases.close(case=made.case, reason=ClosingReason.NOT_FOUND, by=cast.tom, at=AT)
    hold = personal_data.place_hold(party=cast.gwen, reason=HoldReason.COURT, by=BY, at=AT)
    upkeep.dispose(SEVEN + SECOND)
    assert {NOTE, TO_ALL} <= said()
    assert set(files.files([file])) == {file}
    assert Disposal.objects.get(model=UPDATE).held == 2
    personal_data.lift_hold(hold=hold, by=BY, at=AT)
    upkeep.dispose(SEVEN + SECOND)
    assert said() <= {"", "(erased)"}


def told(party: UUID) -> tuple[str, tuple[UUID, ...]]:
    found = personal_data.export(party=party, by=BY, at=AT)
    return json.dumps(as_json(found, language="en")["tables"], default=str), found.files


def test_somebody_alone_in_a_case_is_handed_its_notes_and_what_was_said(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    file = written(made.case, cast.tom)
    tables, handed = told(cast.amina)
    assert NOTE in tables
    assert TO_ALL in tables
    assert handed == (file,)
    assert NOTE not in told(cast.gwen)[0]


def test_of_a_case_of_several_each_is_told_what_was_said_to_all_and_that_there_are_notes(
    cast: Cast, open_one: Open
) -> None:
    made = open_one(cast.amina)
    joined(cast, made.case)
    written(made.case, cast.tom)
    for party in (cast.amina, cast.gwen):
        tables, handed = told(party)
        assert TO_ALL in tables
        assert NOTE not in tables
        assert tables.count("(also about others)") == 2  # its words and its photo
        assert handed == ()


def test_of_a_mothers_case_the_daughter_who_rang_is_not_handed_the_notes(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.ruth, roles=Roles(asker=cast.ruth, subject=cast.dorothy, told=cast.ruth))
    written(made.case, cast.tom)
    for party in (cast.ruth, cast.dorothy):
        assert NOTE not in told(party)[0]


def test_erasing_somebody_alone_in_a_case_takes_its_notes_with_their_files(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    file = written(made.case, cast.tom)
    done = erase(cast.amina)
    assert done.tables[UPDATE] == 2
    assert Erasure.objects.get().rows == sum(done.tables.values())
    assert said() == {"(erased)"}
    assert files.files([file]) == {}
    assert erase(cast.amina).tables == {}
    audit.seal(at=AT)
    assert audit.verify().intact


def test_notes_on_a_case_of_several_stay_until_the_last_of_them_is_erased(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    joined(cast, made.case)
    file = written(made.case, cast.tom)
    erase(cast.amina)
    assert {NOTE, TO_ALL} <= said()
    assert set(files.files([file])) == {file}
    erase(cast.gwen)
    assert said() <= {"", "(erased)"}
    assert files.files([file]) == {}


def test_what_a_case_was_before_it_was_joined_to_another_is_about_those_who_came_with_it(
    cast: Cast, open_one: Open
) -> None:
    gwens, aminas = open_one(cast.gwen), open_one(cast.amina)
    written(gwens.case, cast.tom)
    cases.link_duplicate(case=gwens.case, original=aminas.case, by=cast.tom, at=AT)
    cases.note(case=aminas.case, text="Both are the same sofa", by=cast.tom, at=AT)
    assert NOTE in told(cast.gwen)[0]
    assert NOTE not in told(cast.amina)[0]
    assert "same sofa" not in told(cast.gwen)[0]
    erase(cast.gwen)
    assert NOTE not in said()
    assert "Both are the same sofa" in said()


def test_a_part_for_another_team_is_about_whoever_the_whole_is(cast: Cast, open_one: Open) -> None:
    made = open_one(cast.amina)
    [part] = cases.split(case=made.case, teams=("waste",), by=cast.helen, at=AT)
    cases.note(case=part, text="She cannot lift it", by=cast.priya, at=AT)
    assert "cannot lift" in told(cast.amina)[0]
    erase(cast.amina)
    assert "She cannot lift it" not in said()
