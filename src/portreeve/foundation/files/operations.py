"""Receiving, claiming and erasing files."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from portreeve.foundation.files import rules, sealing
from portreeve.foundation.files.decode import NO_ROOM
from portreeve.foundation.files.events import FileErased, FileReceived
from portreeve.foundation.files.models import StoredFile
from portreeve.foundation.files.ports import BlobStore, Readable, Scanner
from portreeve.foundation.files.queries import view
from portreeve.foundation.files.types import FileKind, FileRefused, FileStatus, FileView, Variant
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.keys import api as keys
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.ids import uuid7

log = logging.getLogger("portreeve.files")
DECODE_SECONDS = 30
UNCLAIMED = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class _Checked:
    """A file that lies in a temporary folder, found harmless."""

    kind: FileKind
    whole: Path
    small: Path | None
    width: int
    height: int


def store() -> BlobStore:
    """Return the blob store that this installation uses."""
    made: BlobStore = import_string(settings.BLOB_STORE)()
    return made


def receive(  # noqa: PLR0913 - a file, and how it is kept
    *, stream: Readable, name: str, purpose: str, sealed: bool = False, by: Actor, at: datetime
) -> FileView:
    """Take a file in: counted, sniffed, scanned, decoded in a limited process, and only then kept.

    `sealed`: it belongs to a special answer, so its bytes and its name are kept encrypted. Raises FileRefused with
    the reason. The bytes are kept before the row is written, so that a row never names what is not there; a blob
    without a row is swept up by `sweep`.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="portreeve-quarantine-") as folder:
            checked = _check(Path(folder), stream)
            key, size = uuid7(), checked.whole.stat().st_size
            data_key = sealing.seal_files(key, checked.whole, checked.small) if sealed else ""
            store().put(str(key), checked.whole)
            if checked.small:
                store().put(f"{key}.small", checked.small)
            new = StoredFile(id=key, size=size, name=rules.tidy_name(name), purpose=purpose, data_key=data_key)
            return _keep(new=new, checked=checked, by=by, at=at)
    except OSError as error:
        log.exception("file_not_kept")
        raise FileRefused(reason="no-room") from error


@operation
def _keep(*, new: StoredFile, checked: _Checked, by: Actor, at: datetime) -> FileView:
    """Write the row of a file whose bytes are kept."""
    if new.data_key:
        new.name = keys.seal(new.name.encode())
    with checked.whole.open("rb") as body:
        new.sha256 = hashlib.file_digest(body, "sha256").hexdigest()
    new.kind, new.width, new.height = checked.kind, checked.width, checked.height
    new.status, new.received_at = FileStatus.CLEAN, at
    new.save(force_insert=True)
    record(FileReceived(subject=new.id, file_kind=new.kind, size=new.size, purpose=new.purpose), by=by, at=at)
    return view(new)


def _check(folder: Path, stream: Readable) -> _Checked:
    """Bring a stream into quarantine and look at it. Raises FileRefused."""
    arrived = folder / "arrived"
    head = _copy(stream, arrived)
    kind = rules.sniff(head)
    if kind is None:
        raise FileRefused(reason="kind")
    scanner: Scanner = import_string(settings.FILE_SCANNER)()
    if scanner.is_harmful(arrived):
        raise FileRefused(reason="infected")
    if not kind.is_picture:
        return _Checked(kind, arrived, None, 0, 0)
    whole, small = folder / "whole", folder / "small"
    width, height = _decode(arrived, whole, small)
    return _Checked(FileKind.JPEG, whole, small, width, height)


def _copy(stream: Readable, target: Path) -> bytes:
    """Write a stream to a file, no more than the limit, and return its first bytes."""
    size, head = 0, b""
    with target.open("wb") as writer:
        while chunk := stream.read(65_536):
            head = head or chunk[:64]
            size += len(chunk)
            if size > rules.LARGEST:
                raise FileRefused(reason="too-big", most=rules.LARGEST)
            writer.write(chunk)
    if not size:
        raise FileRefused(reason="empty")
    return head


def _decode(source: Path, whole: Path, small: Path) -> tuple[int, int]:
    """Re-write a picture in a limited process. Raises FileRefused if it cannot be decoded within its limits."""
    command: Sequence[str | Path] = [
        sys.executable,
        "-I",
        "-m",
        "portreeve.foundation.files.decode",
        source,
        whole,
        small,
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, on paths that we made
            command,
            capture_output=True,
            timeout=DECODE_SECONDS,
            check=True,
            cwd=source.parent,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused(reason="damaged") from error
    except subprocess.CalledProcessError as error:
        raise FileRefused(reason="no-room" if error.returncode == NO_ROOM else "damaged") from error
    width, height = done.stdout.split()
    return int(width), int(height)


@operation
def claim(*, files: Sequence[UUID], holder: UUID, was: UUID | None = None, by: Actor, at: datetime) -> None:
    """Say what files belong to: those that nobody claims go within two days. Claimed ones share their holder's fate.

    Only what nobody holds can be claimed, or what `was` holds and hands on: whoever knows an id cannot take a file.
    """
    del by, at
    StoredFile.objects.filter(Q(held_by=None) | Q(held_by=was), id__in=files).update(held_by=holder)


@operation
def hand_on(*, was: UUID, holder: UUID, by: Actor, at: datetime) -> None:
    """Let another holder have everything that one held."""
    del by, at
    StoredFile.objects.filter(held_by=was).update(held_by=holder)


@operation
def erase_held(*, holder: UUID, by: Actor, at: datetime) -> int:
    """Forget everything that a holder held, which came to nothing; returns how many files went."""
    found = list(
        StoredFile.objects.filter(held_by=holder).exclude(status=FileStatus.ERASED).values_list("id", flat=True)
    )
    for file in found:
        erase(file=file, by=by, at=at)
    return len(found)


@operation
def erase(*, file: UUID, by: Actor, at: datetime) -> None:
    """Forget a file's bytes and name for good; its row stays, so that counts stay true. Twice is once.

    Nobody can open it from here on; the bytes go once this is committed. Undone, it takes nothing with it; killed
    between the two, or refused by the store, the next `sweep` deletes them.
    """
    row = StoredFile.objects.select_for_update().filter(id=file).exclude(status=FileStatus.ERASED).first()
    if row is None:
        return
    row.name, row.sha256, row.data_key, row.status = "", "", "", FileStatus.ERASED
    row.save(update_fields=["name", "sha256", "data_key", "status"])
    record(FileErased(subject=file), by=by, at=at)
    transaction.on_commit(lambda: _delete_blobs(file), robust=True)


def _delete_blobs(file: UUID) -> None:
    """Delete both copies of a file from the store."""
    store().delete(str(file))
    store().delete(f"{file}.small")


def sweep(*, by: Actor, at: datetime) -> int:
    """Erase files that nobody claimed in time, and blobs that no row names; returns how many went."""
    unclaimed = StoredFile.objects.filter(held_by=None, received_at__lt=at - UNCLAIMED).exclude(
        status=FileStatus.ERASED
    )
    found = list(unclaimed.values_list("id", flat=True)[:1000])
    lost = _sweep_blobs(at=at)
    for file in found:
        erase(file=file, by=by, at=at)
    return len(found) + lost


def _sweep_blobs(*, at: datetime) -> int:
    """Delete blobs of erased files, and those that no row names, left by a crash between the two.

    Young ones without a row may be about to get it.
    """
    kept = store().keys()
    status = {str(id): now for id, now in StoredFile.objects.values_list("id", "status")}
    young = at - UNCLAIMED
    lost = {key for key in kept if rules.is_lost(UUID(key[:36]), status.get(key[:36]), young_since=young)}
    for key in lost:
        store().delete(key)
    return len(lost)


def open_file(file: UUID, *, variant: Variant = Variant.WHOLE) -> BinaryIO:
    """Open a kept file to be read once from its beginning, decrypted as it is read where it is sealed.

    Raises FileNotFoundError if it was erased. The caller has checked who may.
    """
    data_key = StoredFile.objects.filter(id=file, status=FileStatus.CLEAN).values_list("data_key", flat=True).first()
    if data_key is None:
        raise FileNotFoundError(str(file))
    found = store().open(f"{file}.small" if variant is Variant.SMALL else str(file))
    return sealing.opened(found, file, variant, data_key) if data_key else found
