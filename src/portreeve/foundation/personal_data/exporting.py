"""Handing a person what is held on them: their own rows, what is theirs of shared ones, and the ids of their files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.personal_data import register, rows
from portreeve.foundation.personal_data.events import PersonExported
from portreeve.foundation.personal_data.types import Export
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.left_out import LeftOut
from portreeve.foundation.pure.personal import Declaration


@operation
def export(*, party: UUID, by: Actor, at: datetime) -> Export:
    """Return everything held on a person, by table, with the ids of their files. Audited.

    What was sealed is opened: it is theirs. What the same rows say of other people is left out, and of rows that are
    about several at once only that there are such is told, unless the module that keeps them says otherwise. What
    stands in its place is a `LeftOut`, for whoever hands it on to say in the person's language.
    """
    tables: dict[str, tuple[dict[str, object], ...]] = {}
    files: set[UUID] = set()
    for declaration in register.about_people():
        tables[declaration.model] = tuple(_told(declaration, party))
        whole = rows.rows_of(declaration, party).exclude(pk__in=rows.in_part(declaration, party).values("pk"))
        files |= rows.files_of(declaration, whole)
    found = Export(party=party, at=at, tables={k: v for k, v in tables.items() if v}, files=tuple(sorted(files)))
    record(PersonExported(subject=party, rows=found.rows), by=by, at=at)
    return found


def _told(declaration: Declaration, party: UUID) -> Iterator[dict[str, object]]:
    """Yield a person's rows of one table as they may have them."""
    others_too = set(rows.in_part(declaration, party).values_list("pk", flat=True))
    direct = () if register.leans(declaration) else declaration.columns
    for row in rows.rows_of(declaration, party):
        values = rows.values_of(declaration, row)
        if row.pk in others_too:
            values |= {name: LeftOut.OTHERS_TOO for name in declaration.fields}
        if declaration.telling is not None:
            values = dict(declaration.telling(values, party))
        others = {name for name in direct if values.get(name) not in {None, party}}
        yield {name: value for name, value in values.items() if name not in {*others, *declaration.withheld}}
