"""Too much, too large, or not what it says it is: a clear page in both languages, and every answer before it stays."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident

TOO_MUCH = [("", "That is too much to send"), ("/cy", "Mae hynny&#39;n ormod i&#39;w anfon")]


def upload(body: bytes, name: str = "bin.jpg", kind: str = "image/jpeg") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, body, content_type=kind)


def bomb() -> bytes:
    """Return a picture of a hundred kilobytes that would unfold to nearly a thousand million pixels."""
    side = 30_000

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * ((side // 8 + 1) * side), 9)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def at_photo(resident: Resident, language: str = "") -> None:
    resident.start(language=language)
    resident.post(action="manual")
    for answer in ({"line1": "1 Mill Lane", "town": "Haverstock", "postcode": "HV1 2AB"}, {"answer": "refuse"}):
        resident.post(**answer)
    resident.post(answer="out")


@pytest.mark.parametrize(("language", "heading"), TOO_MUCH)
def test_an_answer_of_ten_megabytes_is_too_much_and_loses_no_answer(
    resident: Resident, language: str, heading: str
) -> None:
    resident.start(language=language)
    resident.post(action="manual")
    question = resident.at
    resident.post(line1="a" * 10_000_000, town="Haverstock", postcode="HV1 2AB")
    assert resident.status == 413
    assert resident.heading == heading
    assert len(resident.page) < 100_000, "it is not sent back"
    resident.go(question)
    assert resident.status == 200
    assert 'name="line1"' in resident.page


def test_a_form_of_thousands_of_fields_is_too_much(resident: Resident) -> None:
    resident.start()
    resident.post(**{f"field{n}": "x" for n in range(3000)})
    assert resident.status == 413
    assert resident.heading == "That is too much to send"


def test_an_answer_longer_than_is_read_is_said_beside_the_field_and_kept(resident: Resident) -> None:
    resident.start("ask-a-question")
    for reply in ({"answer": "bins"}, {"action": "skip"}, {"answer": "My bin"}):
        resident.post(**reply)
    resident.post(answer="b" * 30_000)
    assert resident.status == 200
    assert resident.title.startswith("Error: ")
    assert "b" * 30_000 in resident.page, "what was written can be shortened instead of written again"


REFUSED = {
    "oversize": (b"\xff\xd8\xff\xe0" + b"0" * 20_000_001, "The file must be smaller than 20MB", "llai na 20MB"),
    "mistyped": (b"MZ\x90\x00" + b"0" * 500, "must be a JPEG, PNG or WebP picture", "JPEG, PNG neu WebP"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "must be a JPEG", "JPEG, PNG neu WebP"),
    "cut short": (b"\xff\xd8\xff\xe0" + b"0" * 500, "could not be opened", "agor"),
    "empty": (b"", "The file is empty", "wag"),
    "bomb": (bomb(), "could not be opened", "agor"),
}


@pytest.mark.parametrize("language", ["", "/cy"])
@pytest.mark.parametrize("kind", list(REFUSED))
def test_a_file_that_is_not_what_we_take_is_refused_in_words_and_nothing_of_it_is_kept(
    resident: Resident, kind: str, language: str
) -> None:
    from portreeve.foundation.files import api as files
    from portreeve.foundation.files.models import StoredFile

    body, english, welsh = REFUSED[kind]
    at_photo(resident, language)
    before = files.store().keys()
    resident.post(file=upload(body))
    assert resident.status == 200
    assert (welsh if language else english) in resident.page
    assert not StoredFile.objects.exists()
    assert files.store().keys() == before
    resident.post(action="skip")
    resident.post(name="Amina Yusuf", contact="email", email="amina@example.com")
    assert "1 Mill Lane" in resident.page, "the answers before it are all there"


def test_the_desk_says_what_is_wrong_with_a_file_and_keeps_what_was_written(
    as_staff: Any, cast: Any, open_one: Any
) -> None:
    tom, address = as_staff("tom.fletcher"), f"/desk/cases/{open_one(cast.amina).public_id}/note"
    page = tom.post(address, {"text": "As it is now.", "files": upload(bomb(), "wall.png", "image/png")})
    assert page.status_code == 422
    assert "As it is now." in page.content.decode()
    assert "cannot be opened" in page.content.decode()


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
def test_the_words_name_the_limit_that_is_kept(language: str) -> None:
    from portreeve.foundation.design.api import words
    from portreeve.foundation.files.rules import LARGEST

    most = str(LARGEST // 1_000_000)
    for key in ("errors.file-too-big", "form.photo_hint", "form.file_hint", "trouble.large.text"):
        assert most in words(language).plain(key), key


def test_the_front_has_a_page_for_every_refusal_in_every_language() -> None:
    from portreeve.config.front.pages import PLAIN
    from portreeve.config.front.refusals import refusal_pages
    from portreeve.foundation.config_types.api import council

    made = refusal_pages()
    assert len(made) == len(PLAIN) * len(council().languages)
    assert b"That is too much to send" in made["", "large"]
    assert b'<html lang="cy"' in made["cy", "large"]
    assert b"01632 960 100" in made["cy", "large"], "and whom to ring instead"
    assert b"<script" not in made["", "busy"]
