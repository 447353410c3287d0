"""Finding a person's rows by their declaration, blanking and deleting them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Field, Model, Q, QuerySet

from portreeve.foundation.personal_data.register import declarations, table
from portreeve.foundation.pure.personal import Declaration, Treatment

ERASED = "(erased)"


def rows_of(declaration: Declaration, party: UUID) -> QuerySet[Model]:
    """Return a person's rows of one table, tied directly or through another declared table."""
    keys: Any = [party]
    if declaration.through:
        keys = rows_of(declarations()[declaration.through], party).values("pk")
    tied = Q()
    for column in declaration.columns:
        tied |= Q(**{f"{column}__in": keys})
    return table(declaration)._default_manager.filter(tied)


def values_of(row: Model) -> dict[str, object]:
    """Return a row as columns and values, for export."""
    return {f.attname: f.value_from_object(row) for f in row._meta.concrete_fields}


def blank(declaration: Declaration, rows: QuerySet[Model]) -> int:
    """Erase the personal columns of rows, or the rows; returns how many. Those that are empty already do not count."""
    if declaration.delete:
        return rows.delete()[0]
    changes = {
        name: _empty(rows.model._meta.get_field(name), treatment)  # type: ignore[arg-type]  # only own columns are named
        for name, treatment in declaration.fields.items()
        if treatment is not Treatment.KEEP
    }
    return rows.exclude(**changes).update(**changes) if changes else 0


def _empty(column: Field[Any, Any], treatment: Treatment) -> object:
    """Return what an erased column holds."""
    if treatment is Treatment.HIDE:
        return ERASED
    if column.null:
        return None
    kind = column.get_internal_type()
    return {"JSONField": {}, "ArrayField": []}.get(kind, "")


def files_of(declaration: Declaration, rows: QuerySet[Model]) -> set[UUID]:
    """Return the ids of files that rows name."""
    found: set[UUID] = set()
    for column in declaration.files:
        for value in rows.values_list(column, flat=True):
            found |= {UUID(one) for one in _ids_in(value)}
    return found


def _ids_in(value: Any) -> Iterator[str]:
    """Yield the ids of files in a column: alone, in a list, or as `file` anywhere in JSON."""
    if isinstance(value, UUID | str):
        if value:
            yield str(value)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _ids_in(inner) if not isinstance(inner, str) or _looks_like_id(inner) else ()
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "file" or isinstance(inner, dict | list):
                yield from _ids_in(inner)


def _looks_like_id(text: str) -> bool:
    """Say whether a text in a list is an id, and not something that a person picked or wrote."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
