"""A photo stays as long as what it was sent with, and goes with the person who sent it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from portreeve.foundation.files import api as files
from portreeve.foundation.files.models import StoredFile
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import resident, system
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.journeys import api as journeys

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
BY = resident(None)
SERVICES = Path(__file__).parents[3] / "demo" / "services"


def photo() -> Any:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (90, 80, 70)).save(out, "JPEG")
    out.seek(0)
    return files.receive(stream=out, name="Amina's sofa.jpg", purpose="journey", by=BY, at=AT)


def until_photo() -> Any:
    """Begin a fly-tipping report and come as far as its photo."""
    catalogue.publish(reading=catalogue.read_service(SERVICES, "fly-tipping"), by=system("tests"), at=AT)
    return journeys.start(service="fly-tipping", language="en", channel=Channel.WEB, by=BY, at=AT)


def test_a_photo_of_a_draft_outlives_the_sweep_and_goes_with_the_draft() -> None:
    from portreeve.modules.journeys.models import Journey

    journey = until_photo()
    kept = photo()
    files.claim(files=[kept.id], holder=journey, by=BY, at=AT)
    files.sweep(by=system("sweep"), at=AT + timedelta(days=20))
    assert set(files.files([kept.id])) == {kept.id}
    Journey.objects.filter(id=journey).update(expires_at=AT + timedelta(days=28))
    assert journeys.delete_expired(at=AT + timedelta(days=29)) == 1
    assert files.files([kept.id]) == {}


def test_a_file_that_somebody_holds_cannot_be_taken_by_whoever_knows_its_id() -> None:
    mine, other = until_photo(), journeys.start(service="fly-tipping", language="en", channel=Channel.WEB, by=BY, at=AT)
    kept = photo()
    files.claim(files=[kept.id], holder=mine, by=BY, at=AT)
    files.claim(files=[kept.id], holder=other, by=BY, at=AT)
    assert StoredFile.objects.get(id=kept.id).held_by == mine


def test_erasing_a_person_erases_the_photos_they_sent() -> None:
    from portreeve.modules.journeys.models import Submission
    from portreeve.modules.people import api as people
    from portreeve.modules.people.types import NewParty

    party = people.add_party(new=NewParty(name="Amina Yusuf", email="amina@example.com"), by=BY, at=AT)
    journey = until_photo()
    kept = photo()
    sent = Submission.objects.create(
        journey_id=journey,
        key="k",
        service="fly-tipping",
        version_id=catalogue.published("fly-tipping").version,
        status="sent",
        language="en",
        channel="web",
        answers={"photo": {"file": str(kept.id)}},
        asker_id=party,
        at=AT,
    )
    files.claim(files=[kept.id], holder=sent.id, by=BY, at=AT)
    export = personal_data.export(party=party, by=BY, at=AT)
    assert export.files == (kept.id,)
    done = personal_data.erase(party=party, erase_file=lambda file: files.erase(file=file, by=BY, at=AT), by=BY, at=AT)
    assert done.files == 1
    assert files.files([kept.id]) == {}
    assert StoredFile.objects.get(id=kept.id).name == ""
    with pytest.raises(FileNotFoundError):
        files.open_file(kept.id)
