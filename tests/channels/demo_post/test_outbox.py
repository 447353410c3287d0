"""The demo's page of what was sent shows emails, texts, letters and calls, and runs nothing that is in them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from portreeve.adapters.notify.twin.book import Book
from portreeve.adapters.smtp.compose import Sender
from portreeve.adapters.smtp.twin import DemoMailbox
from portreeve.foundation.pure.actor import system
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.ports import Parcel, ShowsPost
from portreeve.modules.correspondence.types import Notice, Way
from portreeve.modules.people import api as people
from portreeve.modules.people.types import NewParty

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BY = system("tests")
TEMPLATES = Path(__file__).parents[3] / "demo" / "templates"
_TWINS: list[ShowsPost] = []


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mailbox = DemoMailbox(tmp_path, Sender("Haverstock", "noreply@haverstock.example"))
    book = Book(tmp_path)
    monkeypatch.setattr("portreeve.config.post.demo_post", lambda: (mailbox, book))
    mailbox.carry(
        Parcel(
            dispatch=uuid4(),
            reference=uuid4(),
            way=Way.EMAIL,
            to="amina@example.com",
            subject="<b>News</b>",
            text="See https://haverstock.example/track <script>alert(1)</script>",
            html="<p>News</p>",
        )
    )
    entry = {
        "id": "1",
        "reference": "r",
        "type": "letter",
        "to": "Dorothy Marsh\n2 Quay Street",
        "body": "Dear Dorothy",
        "subject": "News",
        "format": "large print",
        "status": "accepted",
    }
    book.take(entry)
    correspondence.publish_templates(folder=TEMPLATES, by=BY, at=AT)
    dorothy = people.add_party(new=NewParty(name="Dorothy Marsh", landline="01632 960222"), by=BY, at=AT)
    data = {"reference": "1", "service": "Missed bin", "update": "The crew comes back."}
    correspondence.send(notice=Notice("update", dorothy, uuid4(), "k", data), by=BY, at=AT)


def test_every_way_is_shown(sent: None) -> None:
    page = Client().get("/demo/outbox").content.decode()
    for wanted in ("amina@example.com", "large print", "Dear Dorothy", "01632 960222", "The crew comes back."):
        assert wanted in page
    assert "<script>alert" not in page
    assert "&lt;b&gt;News&lt;/b&gt;" in page
    assert 'href="https://haverstock.example/track"' in page


def test_it_can_be_narrowed_by_way_and_by_whom(sent: None) -> None:
    letters = Client().get("/demo/outbox?way=letter").content.decode()
    assert "Dear Dorothy" in letters
    assert "amina@example.com" not in letters
    to_amina = Client().get("/demo/outbox?to=AMINA").content.decode()
    assert "Dear Dorothy" not in to_amina


def test_it_is_not_there_outside_the_demo(settings: object) -> None:
    from dataclasses import replace

    settings.INSTALLATION = replace(settings.INSTALLATION, demo=False)  # type: ignore[attr-defined]
    assert Client().get("/demo/outbox").status_code == 404


def test_it_is_there_in_welsh(sent: None) -> None:
    assert "Yr hyn a anfonwyd" in Client().get("/cy/demo/outbox").content.decode()
