"""Files that come with what is said of a case are held from then on, and outlive the sweep."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID

import pytest
from PIL import Image

from integration.cases.scene import AT, BY, Cast, Open
from portreeve.foundation.files import api as files
from portreeve.foundation.files.models import StoredFile
from portreeve.modules.cases import api as cases

pytestmark = pytest.mark.django_db


def photo() -> UUID:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (90, 80, 70)).save(out, "JPEG")
    out.seek(0)
    return files.receive(stream=out, name="sofa.jpg", purpose="case", by=BY, at=AT).id


def holder(file: UUID) -> UUID | None:
    return StoredFile.objects.get(id=file).held_by


def test_a_residents_photo_in_an_answer_is_kept_and_theirs(cast: Cast, open_one: Open) -> None:
    made, kept = open_one(cast.amina), photo()
    question = cases.ask_reporter(case=made.case, reporter=made.reporter, text="Which one?", by=cast.tom, at=AT)
    cases.answer(question=question, text="", files=(kept,), by=BY, at=AT)
    assert holder(kept) == made.reporter
    files.sweep(by=BY, at=AT + timedelta(days=20))
    assert set(files.files([kept])) == {kept}
    assert kept in files.files([kept])


def test_photos_in_notes_updates_and_of_the_work_done_are_the_cases(cast: Cast, open_one: Open) -> None:
    made, noted, told, worked = open_one(cast.amina), photo(), photo(), photo()
    cases.note(case=made.case, text="", files=(noted,), by=cast.tom, at=AT)
    cases.update(case=made.case, text="Seen.", files=(told,), by=cast.tom, at=AT)
    cases.done(case=made.case, files=(worked,), by=cast.tom, at=AT)
    assert {holder(one) for one in (noted, told, worked)} == {made.case}


def test_a_refused_act_holds_nothing(cast: Cast, open_one: Open) -> None:
    made, kept = open_one(cast.amina), photo()
    with pytest.raises(cases.ReasonNeeded):
        cases.update(case=made.case, text=" ", files=(kept,), by=cast.tom, at=AT)
    assert holder(kept) is None
