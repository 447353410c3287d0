"""Reading what is known of files."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from portreeve.foundation.files import sealing
from portreeve.foundation.files.models import StoredFile
from portreeve.foundation.files.types import FileKind, FileStatus, FileView


def view(row: StoredFile) -> FileView:
    """Return a row as a value."""
    return FileView(
        id=row.id,
        kind=FileKind(row.kind),
        name=sealing.name_of(row.name, row.data_key),
        size=row.size,
        width=row.width,
        height=row.height,
        received_at=row.received_at,
        purpose=row.purpose,
        sealed=bool(row.data_key),
    )


def files(ids: Iterable[UUID]) -> dict[UUID, FileView]:
    """Return those of the files that are still there, by id; one query for all."""
    rows = StoredFile.objects.filter(id__in=list(ids)).exclude(status=FileStatus.ERASED)
    return {row.id: view(row) for row in rows}
