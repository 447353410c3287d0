"""One row added or changed: the ORM's `save`, but for its SQL, made once for each table and choice of columns."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Field, Model

from portreeve.foundation.statements.planned import planned


def add(row: Model, **made: str) -> None:
    """Put a new row into its table; `made` says, of some fields, what the database makes of their values.

    Raises TypeError for a table of which the database itself fills in a column, and for a field that it has not.
    """
    sql, fields = _insert(type(row), tuple(made.items()))
    with planned() as cursor:
        cursor.execute(sql, _values(row, fields, new=True))
    row._state.adding, row._state.db = False, connection.alias


def change(row: Model, *names: str) -> None:
    """Keep some fields of a row that is in its table. Raises DatabaseError if it is there no longer."""
    sql, fields = _update(type(row), names)
    with planned() as cursor:
        cursor.execute(sql, [*_values(row, fields, new=False), row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"A {type(row).__name__} that was to be changed is not there.")


@cache
def _insert(model: type[Model], made: tuple[tuple[str, str], ...]) -> tuple[str, list[Field[Any, Any]]]:
    """Return the SQL that adds a row of a model, and its fields in their order."""
    fields = model._meta.local_concrete_fields
    if any(field.has_db_default() or field.generated or field is model._meta.auto_field for field in fields):
        raise TypeError(f"The database fills in columns of {model.__name__}: save it as the ORM does.")
    unknown = {name for name, _ in made} - {field.name for field in fields}
    if unknown:
        raise TypeError(f"{model.__name__} has no field {min(unknown)}, so nothing can be made of it.")
    table, columns = _quoted(model._meta.db_table), ", ".join(_quoted(field.column) for field in fields)
    values = ", ".join(dict(made).get(field.name, "%s") for field in fields)
    return f"INSERT INTO {table} ({columns}) VALUES ({values})", list(fields)  # noqa: S608 - names of our own models


@cache
def _update(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[Field[Any, Any]]]:
    """Return the SQL that changes some fields of a row of a model, and those fields."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    changes = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    key = model._meta.pk.column
    return f"UPDATE {_quoted(model._meta.db_table)} SET {changes} WHERE {_quoted(key)} = %s", fields  # noqa: S608 - names of our own models


def _values(row: Model, fields: list[Field[Any, Any]], *, new: bool) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, new), connection) for field in fields]


def _quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))
