"""Erased bytes go once the erasure is committed: never before, and never not at all."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from portreeve.foundation.files import api as files
from portreeve.foundation.files.folder_store import FolderStore
from portreeve.foundation.files.models import StoredFile
from portreeve.foundation.files.types import FileView
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.ids import uuid7

AT = datetime.now(UTC).replace(microsecond=0)
"""Now, since the age of bytes in the store is told by their id."""
Committing = AbstractContextManager[list[Callable[[], object]]]
BY = system("tests")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test an empty blob store."""
    monkeypatch.setattr("portreeve.config.files.blob_store", lambda: FolderStore(tmp_path))


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Committing]) -> Callable[[], Committing]:
    """Return what does at its end what a commit would, undone parts left out."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def kept() -> FileView:
    made = files.receive(stream=io.BytesIO(b"%PDF-1.7 x"), name="Amina.pdf", purpose="journey", by=BY, at=AT)
    files.claim(files=[made.id], holder=uuid7(), by=BY, at=AT)
    return made


def erase_and_fail(file: FileView) -> None:
    files.erase(file=file.id, by=BY, at=AT)
    raise RuntimeError("The rest of the act failed.")


def test_the_bytes_are_gone_as_soon_as_the_erasure_is_committed(commit: Callable[[], Committing]) -> None:
    file = kept()
    with commit():
        files.erase(file=file.id, by=BY, at=AT)
        assert files.store().keys() == {str(file.id)}
    assert files.store().keys() == set()


def test_an_erasure_that_is_undone_takes_nothing_with_it(commit: Callable[[], Committing]) -> None:
    file = kept()
    with pytest.raises(RuntimeError), commit(), transaction.atomic():
        erase_and_fail(file)
    with files.open_file(file.id) as stream:
        assert stream.read() == b"%PDF-1.7 x"
    assert files.files([file.id])[file.id].name == "Amina.pdf"


def test_an_erasure_undone_within_an_act_that_goes_on_takes_nothing_with_it(commit: Callable[[], Committing]) -> None:
    file = kept()
    with commit():
        with pytest.raises(RuntimeError), transaction.atomic():
            erase_and_fail(file)
        StoredFile.objects.filter(id=file.id).update(purpose="kept")
    with files.open_file(file.id) as stream:
        assert stream.read() == b"%PDF-1.7 x"


def test_bytes_left_by_a_process_killed_after_the_commit_are_swept_up_at_once() -> None:
    file = kept()
    files.erase(file=file.id, by=BY, at=AT)  # committed, as far as rows go; what follows a commit is not done
    assert files.store().keys() == {str(file.id)}
    with pytest.raises(FileNotFoundError):
        files.open_file(file.id)
    assert files.sweep(by=BY, at=AT + timedelta(minutes=1)) == 1
    assert files.store().keys() == set()


@pytest.mark.django_db(transaction=True)
def test_a_store_that_refuses_leaves_the_erasure_as_it_is_and_the_sweep_tries_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = kept()

    def refuse(self: FolderStore, key: str) -> None:
        raise OSError(5, f"Input/output error on {key}")

    with monkeypatch.context() as broken:
        broken.setattr(FolderStore, "delete", refuse)
        files.erase(file=file.id, by=BY, at=AT)
    assert files.files([file.id]) == {}
    files.sweep(by=BY, at=AT + timedelta(minutes=1))
    assert files.store().keys() == set()


def test_the_sweep_leaves_young_bytes_without_a_row_and_those_of_files_in_use() -> None:
    file, coming = kept(), uuid7()
    files.store().put(str(coming), Path(__file__))
    assert files.sweep(by=BY, at=AT + timedelta(minutes=1)) == 0
    assert files.store().keys() == {str(file.id), str(coming)}
    assert files.sweep(by=BY, at=AT + timedelta(days=3)) == 1
    assert files.store().keys() == {str(file.id)}
