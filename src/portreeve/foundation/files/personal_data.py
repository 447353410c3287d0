"""What files hold about people: a file is tied to a person by what it belongs to, which says so in its `owns`."""

from __future__ import annotations

from uuid import UUID

from portreeve.foundation.files import sealing
from portreeve.foundation.pure.personal import Declaration, Row, Subject, Treatment


def _told(row: Row, party: UUID) -> Row:
    """Open the name of a file of a special answer."""
    del party
    return {**row, "name": sealing.name_of(row["name"], row["data_key"])}


DECLARATIONS = (
    Declaration(
        model="portreeve_files.StoredFile",
        purpose="Photos and documents that people send with what they ask for; erased with what they were sent with.",
        subject=Subject.PARTY,
        columns=("held_by",),
        fields={"name": Treatment.BLANK},
        files=("id",),
        withheld=("data_key", "sha256", "held_by"),
        telling=_told,
    ),
)
