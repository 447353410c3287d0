"""Files as people and attackers send them."""

import io
import struct
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from portreeve.foundation.files import api as files
from portreeve.foundation.files.models import StoredFile
from portreeve.foundation.files.types import FileKind, FileRefused, FileView, Variant
from portreeve.foundation.pure.actor import resident
from portreeve.foundation.pure.ids import uuid7

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BY = resident(None)
pytestmark = pytest.mark.django_db


def photo(kind: str = "JPEG", size: tuple[int, int] = (1200, 900), **save: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (40, 90, 60)).save(out, kind, **save)
    return out.getvalue()


def receive(body: bytes, name: str = "bin.jpg") -> FileView:
    return files.receive(stream=io.BytesIO(body), name=name, purpose="journey", by=BY, at=AT)


def bomb() -> bytes:
    """A picture of 50,000 by 50,000 pixels in a few kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(b"\0" * 6_251 * 200, 9)
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_photo_is_kept_large_and_small() -> None:
    kept = receive(photo(size=(3000, 2000)))
    assert (kept.kind, kept.width, kept.height) == (FileKind.JPEG, 2400, 1600)
    with files.open_file(kept.id, variant=Variant.SMALL) as stream, Image.open(stream) as small:
        assert max(small.size) == 480


def test_where_a_photo_was_taken_is_forgotten() -> None:
    where = Image.Exif()
    where[0x010F] = "A telephone of Amina's"
    where.get_ifd(0x8825)[2] = (51.5, 0.0, 0.0)
    kept = receive(photo(exif=where))
    with files.open_file(kept.id) as stream:
        body = stream.read()
    assert b"Amina" not in body
    with Image.open(io.BytesIO(body)) as picture:
        assert not dict(picture.getexif())


def test_a_photo_turned_by_its_metadata_is_kept_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    kept = receive(photo(size=(400, 200), exif=turned))
    assert (kept.width, kept.height) == (200, 400)


def test_a_transparent_picture_gets_a_white_ground() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    kept = receive(out.getvalue(), "plan.png")
    with files.open_file(kept.id) as stream, Image.open(stream) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_a_document_is_kept_as_it_is() -> None:
    body = b"%PDF-1.7\n" + b"x" * 1000
    kept = receive(body, "letter.pdf")
    with files.open_file(kept.id) as stream:
        assert stream.read() == body


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<script>alert(1)</script>", "kind"),
        (b"MZ" + b"\0" * 500, "kind"),
        (b"\xff\xd8\xff" + b"nonsense" * 50, "damaged"),
        (photo()[:2000], "damaged"),
        (bomb(), "damaged"),
        (b"%PDF-1.4 X5O!P%@AP EICAR-STANDARD-ANTIVIRUS-TEST-FILE", "infected"),
        (b"\xff\xd8\xff" + b"\0" * 20_000_001, "too-big"),
    ],
    ids=["empty", "html", "program", "mistyped", "cut-short", "bomb", "infected", "oversize"],
)
def test_what_we_do_not_take_is_refused_with_its_reason_and_leaves_nothing(body: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as refused:
        receive(body)
    assert refused.value.reason == reason
    assert not StoredFile.objects.exists()
    assert files.store().keys() == set()


def test_a_full_disk_is_said_and_leaves_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def put(self, key: str, source: object) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("portreeve.foundation.files.operations.store", Full)
    with pytest.raises(FileRefused) as refused:
        receive(photo())
    assert refused.value.reason == "no-room"
    assert not StoredFile.objects.exists()


def test_files_that_nobody_claims_are_swept_up_and_claimed_ones_stay() -> None:
    lost, kept = receive(photo()), receive(photo())
    files.claim(files=[kept.id], holder=uuid7(), by=BY, at=AT)
    assert files.sweep(by=BY, at=AT + timedelta(days=3)) == 1
    assert set(files.files([lost.id, kept.id])) == {kept.id}
    with pytest.raises(FileNotFoundError):
        files.open_file(lost.id)


def test_erasing_twice_is_once_and_forgets_the_name() -> None:
    kept = receive(photo(), "Amina Yusuf's bin.jpg")
    files.erase(file=kept.id, by=BY, at=AT)
    files.erase(file=kept.id, by=BY, at=AT)
    assert StoredFile.objects.get(id=kept.id).name == ""
    assert files.files([kept.id]) == {}


def test_a_key_that_is_not_ours_is_refused_by_the_store() -> None:
    with pytest.raises(ValueError, match="key"):
        files.store().open("../../etc/passwd")


def blob(file: FileView, suffix: str = "") -> bytes:
    with files.store().open(f"{file.id}{suffix}") as stream:
        return stream.read()


def test_a_file_of_a_special_answer_is_encrypted_with_its_name_and_still_opened() -> None:
    body = b"%PDF-1.7 " + b"a diary of dread " * 200_000
    kept = files.receive(stream=io.BytesIO(body), name="dread.pdf", purpose="journey", sealed=True, by=BY, at=AT)
    row = StoredFile.objects.get()
    assert "dread" not in str(vars(row))
    assert b"dread" not in blob(kept)
    assert (row.size, kept.name, kept.sealed) == (len(body), "dread.pdf", True)
    assert files.files([kept.id])[kept.id].name == "dread.pdf"
    with files.open_file(kept.id) as stream:
        assert stream.read(12) == body[:12]
        assert stream.read() == body[12:]


def test_both_copies_of_a_special_photo_are_encrypted() -> None:
    kept = files.receive(stream=io.BytesIO(photo()), name="bin.jpg", purpose="journey", sealed=True, by=BY, at=AT)
    for variant, suffix in ((Variant.WHOLE, ""), (Variant.SMALL, ".small")):
        assert not blob(kept, suffix).startswith(b"\xff\xd8")
        with files.open_file(kept.id, variant=variant) as stream, Image.open(io.BytesIO(stream.read())) as picture:
            assert picture.format == "JPEG"


def test_a_turned_ring_still_opens_files_sealed_before() -> None:
    from portreeve.foundation.keys import api as keys

    kept = files.receive(stream=io.BytesIO(b"%PDF-1.7 x"), name="x.pdf", purpose="journey", sealed=True, by=BY, at=AT)
    keys.turn()
    with files.open_file(kept.id) as stream:
        assert stream.read() == b"%PDF-1.7 x"


def test_an_erased_special_file_leaves_no_key_behind() -> None:
    kept = files.receive(stream=io.BytesIO(b"%PDF-1.7 x"), name="x.pdf", purpose="journey", sealed=True, by=BY, at=AT)
    files.erase(file=kept.id, by=BY, at=AT)
    row = StoredFile.objects.get()
    assert (row.name, row.data_key) == ("", "")


@pytest.fixture(autouse=True)
def own_store(tmp_path: object, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test an empty blob store."""
    from portreeve.foundation.files.folder_store import FolderStore

    monkeypatch.setattr("portreeve.config.files.blob_store", lambda: FolderStore(tmp_path))  # type: ignore[arg-type]
