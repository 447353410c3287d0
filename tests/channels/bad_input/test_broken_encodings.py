"""Text that is none, parts that do not fit together, addresses that cannot be: an answer in words, never a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def asking(resident: Resident) -> Resident:
    """Somebody at a question that is answered in words."""
    resident.start("ask-a-question")
    for reply in ({"answer": "bins"}, {"action": "skip"}, {"answer": "My bin"}):
        resident.post(**reply)
    return resident


def sent(resident: Resident, body: bytes, kind: str = FORM) -> int:
    """Send a body as it is, with the page's revision."""
    whole = b"revision=" + resident.hidden("revision").encode() + b"&" + body if kind.startswith(FORM) else body
    response = resident.client.generic("POST", resident.at, whole, content_type=kind)
    resident.page, resident.status = response.content.decode(), response.status_code
    return response.status_code


@pytest.mark.parametrize("language", ["", "/cy"])
def test_bytes_that_are_no_text_are_said_beside_the_field_and_what_is_text_stays(
    resident: Resident, language: str
) -> None:
    resident.start("ask-a-question", language=language)
    for reply in ({"answer": "bins"}, {"action": "skip"}, {"answer": "My bin"}):
        resident.post(**reply)
    assert sent(resident, b"answer=caf%ff%fe%E9+and+tea") == 200
    assert ("darllen" if language else "has characters that cannot be read") in resident.page
    assert "and tea" in resident.page


def test_a_nul_in_an_answer_is_dropped_and_every_word_kept(asking: Resident) -> None:
    question = asking.at
    assert sent(asking, b"answer=One%00+two%00") == 302
    page = asking.go(question)
    assert "One two" in page
    assert "\x00" not in page


@pytest.mark.parametrize(
    "script", ["Ẃyr ŷd", "مرحبا بكم", "\U0001f469\U0001f3fd\u200d\U0001f527", "\u202etxet desrever"]
)
def test_every_script_is_kept_as_it_was_written(asking: Resident, script: str) -> None:
    question = asking.at
    asking.post(answer=script)
    assert script in asking.go(question)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x\r\nno boundary named"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name"),
        (FORM + "; charset=utf-16", b"answer=x"),
        (FORM + "; charset=klingon", b"answer=x"),
        ("application/json", b'{"answer": '),
        ("text/plain", b"\xff\xfe\x00"),
    ],
)
def test_a_body_that_cannot_be_read_is_said_and_the_question_is_as_it_was(
    asking: Resident, kind: str, body: bytes
) -> None:
    question = asking.at
    assert sent(asking, body, kind) < 500
    assert "<h1" in asking.page or asking.status == 302
    asking.go(question)
    assert asking.status == 200


@pytest.mark.parametrize(
    ("language", "heading"), [("", "We could not read what was sent"), ("/cy", "Ni allem ddarllen")]
)
def test_what_cannot_be_read_is_said_in_both_languages(resident: Resident, language: str, heading: str) -> None:
    resident.start(language=language)
    assert sent(resident, b"--x\r\nno boundary named", "multipart/form-data") == 400
    assert heading in resident.page


@pytest.mark.parametrize(
    "path",
    ["/s/%00", "/s/%ff%fe", "/s/missed-bin/%00/q/where", "/link/%00", "/search?q=%ff%00", "/map?box=%00", "/%2e%2e/"],
)
def test_an_address_that_cannot_be_is_a_page_in_words(resident: Resident, path: str) -> None:
    response = resident.client.get(path)
    assert response.status_code in {200, 400, 404, 410}
    assert len(response.content) > 0
