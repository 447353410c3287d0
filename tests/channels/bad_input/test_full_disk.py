"""A disk that is full, ours or the database's: a page that says so, and the same can be sent again a little later."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from channels.resident_web.test_journeys import photo
from portreeve.foundation.files.folder_store import FolderStore

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident

ROOM = "We have no room to keep this just now"
ROOM_CY = "Nid oes gennym le i gadw hyn ar hyn o bryd"


class FullStore(FolderStore):
    """A blob store on a file system without room: its bytes go to the device that is always full."""

    def __init__(self) -> None:
        super().__init__(Path("/dev"))

    def put(self, key: str, source: Path) -> None:
        with source.open("rb") as reader, Path("/dev/full").open("wb") as writer:
            shutil.copyfileobj(reader, writer)


@contextmanager
def full_database(table: str) -> Iterator[None]:
    """Have PostgreSQL refuse what is written to a table as it does when its disk is full."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$"
        )
        cursor.execute(f"CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION full_disk()")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER full_disk ON {table}")


@pytest.fixture
def patient(resident: Resident) -> Resident:
    """Somebody whose browser shows the error page, as all do."""
    resident.client.raise_request_exception = False
    return resident


def at_photo(resident: Resident, language: str = "") -> None:
    resident.start(language=language)
    resident.post(action="manual")
    for answer in ({"line1": "1 Mill Lane", "town": "Haverstock", "postcode": "HV1 2AB"}, {"answer": "refuse"}):
        resident.post(**answer)
    resident.post(answer="out")


@pytest.mark.parametrize(
    ("language", "said"),
    [("", "We could not keep the file just now"), ("/cy", "Ni allem gadw&#39;r ffeil nawr")],
)
def test_a_photo_that_finds_no_room_is_said_beside_the_field_and_the_answers_stay(
    patient: Resident, settings: Any, language: str, said: str
) -> None:
    from portreeve.foundation.files.models import StoredFile

    at_photo(patient, language)
    kept, settings.BLOB_STORE = settings.BLOB_STORE, "channels.bad_input.test_full_disk.FullStore"
    patient.post(file=photo())
    assert patient.status == 200
    assert said.replace("&#39;", "'") in patient.page.replace("&#39;", "'")
    assert not StoredFile.objects.exists()
    settings.BLOB_STORE = kept
    patient.post(file=photo())
    assert 'class="pr-photo"' in patient.page, "the same photo is taken when there is room again"
    patient.post(upload=patient.hidden("upload"))
    patient.post(name="Amina Yusuf", contact="email", email="amina@example.com")
    assert "1 Mill Lane" in patient.page


@pytest.mark.parametrize(("language", "heading"), [("", ROOM), ("/cy", ROOM_CY)])
def test_an_answer_that_the_database_has_no_room_for_is_shown_and_taken_on_retry(
    patient: Resident, language: str, heading: str
) -> None:
    from portreeve.modules.journeys.models import Journey

    patient.start(language=language)
    patient.post(action="manual")
    question, revision = patient.at, patient.hidden("revision")
    written = {"line1": "1 Mill Lane", "town": "Haverstock", "postcode": "HV1 2AB"}
    with full_database(Journey._meta.db_table):
        patient.post(**written)
        assert patient.status == 503
        assert patient.heading == heading
        assert "1 Mill Lane" in patient.page, "what was typed is on the page"
        assert f'href="{question}"' in patient.page, "and the way back to the question"
        assert "Traceback" not in patient.page
    patient.go(question)
    assert patient.hidden("revision") == revision, "nothing was half done"
    patient.post(**written)
    assert patient.status == 200
    assert "/q/bin" in patient.at


def test_a_report_that_the_database_has_no_room_for_is_sent_whole_on_retry(patient: Resident) -> None:
    from portreeve.foundation.outbox.models import OutboxEvent
    from portreeve.modules.cases.models import Case

    patient.to_check()
    check = patient.at
    with full_database(OutboxEvent._meta.db_table):
        patient.send()
        assert patient.status == 503
        assert patient.heading == ROOM
        assert Case.objects.count() == 0, "all of it or nothing"
    patient.go(check)
    assert "Amina Yusuf" in patient.page
    patient.send()
    assert patient.heading == "Report sent"
    assert Case.objects.count() == 1


def test_what_an_officer_wrote_is_on_the_page_when_the_database_has_no_room(
    as_staff: Callable[[str], Any], cast: Any, open_one: Any
) -> None:
    from portreeve.modules.cases.models import Update

    tom, address = as_staff("tom.fletcher"), f"/desk/cases/{open_one(cast.amina).public_id}/note"
    tom.raise_request_exception = False
    typed = {"text": "The gate is locked.", "page_key": "a" * 32}
    with full_database(Update._meta.db_table):
        response = tom.post(address, typed)
        assert response.status_code == 503
        page = response.content.decode()
        assert "The gate is locked." in page
        assert page.count("a" * 32) == page.count(f'name="page_key" value="{"a" * 32}"') > 0, (
            "sent again, and not shown"
        )
    assert tom.post(address, typed).status_code == 302, "the same form again, with the same key, is done"
    assert Update.objects.filter(text="The gate is locked.").count() == 1


def test_a_decoder_without_room_is_no_damaged_picture(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    import io

    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.files import api as files
    from portreeve.foundation.files import operations
    from portreeve.foundation.files.types import FileRefused
    from portreeve.foundation.pure.actor import system

    class NoRoom:
        """A folder whose every new file is the device that is always full."""

        def __init__(self, **_: object) -> None:
            pass

        def __enter__(self) -> str:
            return str(self.folder)

        def __exit__(self, *_: object) -> None:
            shutil.rmtree(self.folder)

    import tempfile

    NoRoom.folder = Path(tempfile.mkdtemp())  # type: ignore[attr-defined]
    for name in ("whole", "small"):
        (NoRoom.folder / name).symlink_to("/dev/full")  # type: ignore[attr-defined]
    monkeypatch.setattr(operations.tempfile, "TemporaryDirectory", NoRoom)
    with pytest.raises(FileRefused) as refused:
        files.receive(stream=io.BytesIO(photo().read()), name="a", purpose="t", by=system("tests"), at=clock.now())
    assert refused.value.reason == "no-room"
