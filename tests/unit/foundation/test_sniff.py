"""What a file is, by its first bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.foundation.files.rules import sniff, tidy_name
from portreeve.foundation.files.types import FileKind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n\x00", FileKind.PNG),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", FileKind.WEBP),
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", None),
        (b"<svg xmlns=", None),
        (b"<!doctype html>", None),
        (b"MZ\x90\x00", None),
        (b"PK\x03\x04", None),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_kinds_are_told_by_content(head: bytes, kind: FileKind | None) -> None:
    assert sniff(head) is kind


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("bin.jpg", "bin.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Amina\\bin.jpg", "bin.jpg"),
        ("a\x00b\n.jpg", "ab.jpg"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".jpg", "x" * 96 + ".jpg"),
    ],
)
def test_names_are_made_safe_to_show(sent: str, kept: str) -> None:
    assert tidy_name(sent) == kept


@given(st.text())
def test_any_name_becomes_one_that_can_be_shown(name: str) -> None:
    kept = tidy_name(name)
    assert kept
    assert "/" not in kept
    assert len(kept) <= 100
    assert kept.isprintable()
