"""Something breaks at the desk: its own look and words, without the database, and what was typed is not lost."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.django_db
WORDS = [
    ("", "Sorry, something went wrong", "Send it again"),
    ("/cy", "Mae'n ddrwg gennym, aeth rhywbeth o'i le", "Ei anfon eto"),
]
KEY = "0123456789abcdef0123456789abcdef"


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#39;", "'")


@pytest.fixture
def tom(as_staff: Any) -> Any:
    """Tom, whose browser shows the page of a fault, as all do."""
    found = as_staff("tom.fletcher")
    found.raise_request_exception = False
    return found


def break_at(monkeypatch: pytest.MonkeyPatch, where: str, error: Exception) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(where, broken)


@pytest.mark.parametrize("words", WORDS)
def test_a_note_that_breaks_is_shown_and_sent_again_with_one_press(
    tom: Any, cast: Any, open_one: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, str, str]
) -> None:
    from portreeve.modules.cases.models import Update

    language, said, again = words
    address = f"{language}/desk/cases/{open_one(cast.amina).public_id}/note"
    sent = {"text": "The gate is locked.\r\nRing first.", "page_key": KEY}
    with monkeypatch.context() as broken:
        break_at(broken, "portreeve.channels.staff_desk.views.case.cases.case", RuntimeError("broken on purpose"))
        page = tom.post(address, sent)
    assert page.status_code == 500
    assert said in text(page)
    assert again in text(page)
    assert "The gate is locked." in text(page)
    assert "pr-desk" in page.content.decode()
    assert "Tom Fletcher" in text(page), "and the way to everything else"
    assert page["Cache-Control"] == "no-store"
    form = re.search(rf'action="{address}"(.*?)</form>', page.content.decode(), re.DOTALL)[1]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    assert {name: fields[name] for name in sent} == sent
    for _ in range(2):
        assert tom.post(address, fields).status_code == 302
    assert Update.objects.filter(text__contains="The gate is locked.").count() == 1


def test_a_form_with_files_is_not_sent_again_for_somebody(
    tom: Any, cast: Any, open_one: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    break_at(monkeypatch, "portreeve.channels.staff_desk.views.case.cases.case", RuntimeError("broken on purpose"))
    address = f"/desk/cases/{open_one(cast.amina).public_id}/note"
    page = tom.post(address, {"text": "See the photo.", "files": SimpleUploadedFile("a.jpg", b"x")})
    assert page.status_code == 500
    assert "See the photo." in text(page)
    assert "have to be chosen again" in text(page)
    assert "Send it again" not in text(page)


def test_a_page_that_breaks_offers_itself_again(tom: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    break_at(monkeypatch, "portreeve.channels.staff_desk.views.lists.cases.inbox", RuntimeError("broken on purpose"))
    page = tom.get("/desk/cases?team=street-scene")
    assert page.status_code == 500
    assert 'href="/desk/cases?team=street-scene"' in page.content.decode()
    assert "We have been told about it" not in text(page), "the words of the public site"


FULL = [("", "There is no room to keep anything"), ("/cy", "Nid oes lle i gadw dim")]


@pytest.mark.parametrize("words", FULL)
def test_a_full_disk_is_said_in_the_words_of_the_desk(
    tom: Any, cast: Any, open_one: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, str]
) -> None:
    language, said = words
    full = OSError(28, "No space left on device")
    break_at(monkeypatch, "portreeve.channels.staff_desk.views.case.cases.case", full)
    page = tom.post(f"{language}/desk/cases/{open_one(cast.amina).public_id}/note", {"text": "The gate is locked."})
    assert (page.status_code, page["Retry-After"]) == (503, "300")
    assert said in text(page)
    assert "The gate is locked." in text(page)


@pytest.mark.parametrize(("language", "said"), [(language, said) for language, said, _ in WORDS])
def test_without_a_database_the_page_is_still_the_desks_and_a_password_is_not_on_it(
    staff: None, client: Any, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    from django.conf import settings
    from django.db import OperationalError

    client.raise_request_exception = False
    break_at(
        monkeypatch, "django.db.backends.utils.CursorWrapper.execute", OperationalError("the connection is closed")
    )
    sent = {"login": "sam.okafor@haverstock.example", "password": "quayside demo"}
    note = {"text": "A wall is down.", "page_key": KEY}
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    for page in (
        client.get(f"{language}/desk/cases"),
        client.post(f"{language}/desk/account/login/", sent),
        client.post(f"{language}/desk/cases/0A1B2C3D/note", note),
    ):
        assert page.status_code == 500
        assert said in text(page)
        assert "pr-desk" in page.content.decode()
        assert "quayside demo" not in page.content.decode()
    assert "A wall is down." in text(page)


def test_a_page_that_lay_open_too_long_is_told_in_the_words_of_the_desk(as_staff: Any) -> None:
    tom = as_staff("tom.fletcher")
    tom.handler.enforce_csrf_checks = True
    page = tom.post("/desk/cases/save", {"name": "Late ones"})
    assert page.status_code == 403
    assert "This page is too old" in text(page)
    assert "Late ones" in text(page)
