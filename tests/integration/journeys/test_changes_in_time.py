"""Retention and export of changes told to holders, and of what was held and came to nothing."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from integration.kept_submission import keep_submission
from portreeve.config import upkeep
from portreeve.config.handing_over import as_json
from portreeve.foundation.files import api as files
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data.models import Disposal
from portreeve.foundation.personal_data.types import HoldReason
from portreeve.foundation.pure.actor import resident, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.span import after
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.models import Journey, Submission
from portreeve.modules.journeys.types import Json, Roles
from portreeve.modules.journeys.types import Submission as Sent
from portreeve.modules.people import api as people
from portreeve.modules.people.models import Registration
from portreeve.modules.people.types import NewParty

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
BY = system("tests")
DEMO = Path(__file__).parents[3] / "demo"
SECOND = timedelta(seconds=1)
YOU: dict[str, Json] = {
    "name": "Ruth Marsh",
    "email": "ruth@example.com",
    "phone": "",
    "on_behalf": True,
    "tell": "asker",
    "about": {"name": "Dorothy Marsh", "email": "", "phone": "+441632960222"},
}


@pytest.fixture
def moved(tmp_path: Path) -> tuple[UUID, UUID, UUID]:
    """Ruth says for her mother that she moves; returns the change, Ruth and Dorothy. A date is kept half a year."""
    text = (DEMO / "services" / "change-of-address.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "services"
    folder.mkdir()
    for file in (DEMO / "services").glob("change-of-address*"):
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    born = text.index("- id: born")
    shorter = text[:born] + text[born:].replace("keep: 2 years", "keep: 6 months", 1)
    (folder / "change-of-address.yaml").write_text(shorter, encoding="utf-8")
    for code in catalogue.read_service(folder, "change-of-address").service.holders:  # type: ignore[union-attr]
        people.set_holder(
            code=code, name=code, mailbox=f"{code}@haverstock.example", promise="5 working days", team="t", by=BY, at=AT
        )
    catalogue.publish(reading=catalogue.read_service(folder, "change-of-address"), by=BY, at=AT)
    version = catalogue.published("change-of-address")
    ruth = people.add_party(new=NewParty(name="Ruth Marsh", email="ruth@example.com"), by=BY, at=AT)
    dorothy = people.add_party(new=NewParty(name="Dorothy Marsh", landline="01632 960222"), by=BY, at=AT)
    answers: dict[str, Json] = {
        "movers": [{"name": "Dorothy Marsh", "adult": True, "born": "1942-03-09"}],
        "you": YOU,
        "adults": 1,
    }
    roles = Roles(ruth, dorothy, ruth)
    row = keep_submission(version, answers, roles, AT)
    sent = Sent(
        id=row.id,
        journey=row.id,
        service=version.id,
        version=version.version,
        answers=row.answers,
        learned={},
        roles=roles,
        language="en",
        channel=Channel.WEB,
        duplicate="",
        at=AT,
        key="k",
    )
    receipt = journeys.RegistrationFulfilment().fulfil(sent, by=BY, at=AT)
    assert receipt.subject
    return receipt.subject, ruth, dorothy


def settle(change: UUID, at: datetime) -> None:
    for notice in people.registration(change).holders:
        people.acknowledge(notice=notice.id, by=BY, at=at)


def said(change: UUID) -> str:
    kept = Submission.objects.get(id=Registration.objects.get(id=change).submission)
    return str(people.registration(change).details) + str(journeys.opened_answers(kept.answers))


def test_details_of_a_change_go_when_their_time_is_over_counted_from_the_last_holders_answer(
    moved: tuple[UUID, UUID, UUID],
) -> None:
    change, _, _ = moved
    assert "1942" in said(change)
    upkeep.dispose(AT + timedelta(days=700))  # nobody has answered yet
    assert "1942" in said(change)
    settled = AT + timedelta(days=5)
    settle(change, settled)
    upkeep.dispose(after(settled, "6 months") - SECOND)
    assert "1942" in said(change)
    upkeep.dispose(after(settled, "6 months") + SECOND)
    assert "1942" not in said(change)
    assert "Dorothy Marsh" in said(change)
    upkeep.dispose(after(settled, "6 months") + timedelta(hours=6))
    assert Disposal.objects.filter(model="portreeve_people.Registration.details").count() == 1
    upkeep.dispose(after(settled, "2 years") + SECOND)
    assert "Dorothy" not in said(change)
    assert "ruth@" not in said(change)


def test_a_hold_keeps_a_change_and_what_was_sent(moved: tuple[UUID, UUID, UUID]) -> None:
    change, _, dorothy = moved
    settle(change, AT)
    hold = personal_data.place_hold(party=dorothy, reason=HoldReason.COURT, by=BY, at=AT)
    upkeep.dispose(after(AT, "3 years"))
    assert "1942" in said(change)
    personal_data.lift_hold(hold=hold, by=BY, at=AT)
    upkeep.dispose(after(AT, "3 years"))
    assert "1942" not in said(change)


def test_of_a_change_each_is_told_what_is_theirs(moved: tuple[UUID, UUID, UUID]) -> None:
    _, ruth, dorothy = moved

    def told(party: UUID) -> str:
        handed = as_json(personal_data.export(party=party, by=BY, at=AT), language="en")
        return str(handed["tables"]["portreeve_people.Registration"])

    for text in (told(ruth), told(dorothy)):
        assert "(about somebody else)" in text
        assert "ruth@example.com" not in text
        assert "960222" not in text
    assert "1942" in told(dorothy)


@pytest.fixture
def dropped() -> tuple[Any, UUID]:
    """Something held and dropped, with a photo of a diary in it that its service keeps three years."""
    catalogue.publish(reading=catalogue.read_service(DEMO / "services", "ask-a-question"), by=BY, at=AT)
    version = catalogue.published("ask-a-question")
    asked = next(q.id for q in version.questions if q.keep == "1 year")
    stream = io.BytesIO(b"%PDF-1.7 x")
    file = files.receive(stream=stream, name="diary.pdf", purpose="journey", by=BY, at=AT).id
    row = Submission.objects.create(
        key="k",
        service=version.id,
        version_id=version.version,
        status="dropped",
        language="en",
        channel="web",
        answers={asked: {"file": str(file)}, "other": "sofa"},
        at=AT,
        release_at=AT + timedelta(days=1),
    )
    files.claim(files=[file], holder=row.id, by=BY, at=AT)
    return row, file


def test_what_came_to_nothing_loses_each_answer_when_its_time_is_over(dropped: tuple[Any, UUID]) -> None:
    row, file = dropped
    upkeep.dispose(after(row.release_at, "1 year") - SECOND)
    assert set(files.files([file])) == {file}
    upkeep.dispose(after(row.release_at, "1 year"))
    assert files.files([file]) == {}
    row.refresh_from_db()
    assert row.answers == {"other": "sofa"}
    upkeep.dispose(after(row.release_at, "1 year") + SECOND)
    assert Disposal.objects.filter(model="portreeve_journeys.Submission.answers").count() == 1


def test_an_answer_whose_key_is_lost_goes_all_the_same_and_holds_up_no_other(dropped: tuple[Any, UUID]) -> None:
    row, _ = dropped
    [asked] = [name for name in row.answers if name != "other"]
    row.answers[asked] = {"$sealed": "of-a-ring-that-is-lost"}
    row.save()
    assert journeys.files_sent(row.answers) == ()
    upkeep.dispose(after(row.release_at, "1 year"))
    row.refresh_from_db()
    assert row.answers == {"other": "sofa"}
    assert journeys.answers_without({"g": {"$sealed": "lost"}}, ["g.child"]) == {"g": {"$sealed": "lost"}}


def test_what_has_no_time_of_its_own_hides_nothing_behind_it(dropped: tuple[Any, UUID]) -> None:
    row, file = dropped
    others = [
        Submission(
            id=UUID(int=number),  # before it in every order
            key=f"k{number}",
            service=row.service,
            version_id=row.version_id,
            status="dropped",
            language="en",
            channel="web",
            answers={"other": "sofa"},
            at=AT,
            release_at=row.release_at,
        )
        for number in range(1, 5002)
    ]
    Submission.objects.bulk_create(others)
    upkeep.dispose(after(row.release_at, "1 year"))
    assert files.files([file]) == {}


def test_a_draft_under_a_legal_hold_outlives_its_time(dropped: tuple[Any, UUID]) -> None:
    amina = people.add_party(new=NewParty(name="Amina Yusuf", email="amina@example.com"), by=BY, at=AT)
    journey = journeys.start(
        service="ask-a-question",
        language="en",
        channel=Channel.WEB,
        by=resident(None),
        at=AT,
        roles=Roles(amina, amina, amina),
    )
    hold = personal_data.place_hold(party=amina, reason=HoldReason.INQUIRY, by=BY, at=AT)
    late = AT + timedelta(days=300)
    assert journeys.delete_expired(at=late) == 0
    upkeep.dispose(late)
    assert Journey.objects.get(id=journey).state
    personal_data.lift_hold(hold=hold, by=BY, at=AT)
    assert journeys.delete_expired(at=late) == 1
