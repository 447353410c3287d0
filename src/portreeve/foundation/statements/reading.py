"""A query put into SQL once. The ORM does so anew each time, which costs three times as much as the asking."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

from portreeve.foundation.statements.planned import planned, with_constants

Row = TypeVar("Row")


class _Given(Expression):
    """Where a parameter stands in a query: at its number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002 - Django's
        """Return a gap, with this in the place of what will fill it."""
        return "%s", (self,)


class Reading(Generic[Row]):
    """A query that is asked again and again, with other values: `Reading(lambda id: Case.objects.filter(id=id))`.

    The function is called once, with a placeholder for each parameter; so nothing in the query's shape may depend on
    them. It returns rows with what `select_related` brings, or `values_list`; `prefetch_related` is not for it.
    A value is sent as it is given: nothing makes a UUID of a text, and None is equal to nothing.
    """

    def __init__(self, query: Callable[..., QuerySet[Any, Row]]) -> None:
        """Take the query as a function of its parameters. It is made when first asked."""
        self._query = query

    def all(self, *values: object) -> list[Row]:
        """Return what is found. Raises TransactionManagementError for a locking one outside a transaction."""
        made = self._made
        if made.locks and not connection.in_atomic_block:
            raise TransactionManagementError("Rows were locked outside a transaction, which keeps nobody from them.")
        with planned() as cursor:
            cursor.execute(made.sql, made.filled(values))
            return made.rows(cursor.fetchall())

    def first(self, *values: object) -> Row | None:
        """Return the first of what is found, None if nothing is."""
        return next(iter(self.all(*values)), None)

    @cached_property
    def _made(self) -> _Made[Row]:
        return _Made(self._query(*map(_Given, range(len(inspect.signature(self._query).parameters)))))


class _Made(Generic[Row]):
    """A query's SQL, and how its rows are read: what the ORM works out for each asking, kept."""

    def __init__(self, query: QuerySet[Any, Row]) -> None:
        compiler = query.query.get_compiler(query.db)
        sql, values = compiler.as_sql()
        self.sql, self._gaps = with_constants(sql, values, is_gap=lambda value: isinstance(value, _Given))
        self.locks = query.query.select_for_update
        self._converted = tuple(compiler.get_converters([one[0] for one in compiler.select]).items())
        self._read = _READERS[query._iterable_class](compiler, query.db)

    def filled(self, values: Sequence[Any]) -> list[Any]:
        """Return what fills the gaps of the SQL."""
        return [values[one.number] for one in self._gaps]

    def rows(self, found: Iterable[tuple[Any, ...]]) -> list[Row]:
        """Return rows as the database gives them as what the query promises."""
        if self._converted:
            found = (self._as_python(list(row)) for row in found)
        return [self._read(row) for row in found]

    def _as_python(self, row: list[Any]) -> tuple[Any, ...]:
        for position, (converters, expression) in self._converted:
            for convert in converters:
                row[position] = convert(row[position], expression, connection)
        return tuple(row)


def _models(compiler: SQLCompiler, db: str) -> Callable[[tuple[Any, ...]], Any]:
    """Return how a row becomes an instance, with those that `select_related` brings."""
    info = compiler.klass_info
    assert info is not None  # noqa: S101 - a query for instances has it
    model, first, end = info["model"], info["select_fields"][0], info["select_fields"][-1] + 1
    names = [one[0].target.attname for one in compiler.select[first:end]]
    others = get_related_populators(info, compiler.select, db)  # type: ignore[call-arg]  # the stubs are of Django 6

    def read(row: tuple[Any, ...]) -> Any:
        instance = model.from_db(db, names, row[first:end])
        for other in others:
            other.populate(row, instance)
        return instance

    return read


_READERS: dict[Any, Callable[[SQLCompiler, str], Callable[[tuple[Any, ...]], Any]]] = {
    ModelIterable: _models,
    ValuesListIterable: lambda _compiler, _db: tuple,
    FlatValuesListIterable: lambda _compiler, _db: itemgetter(0),
}
"""How rows are read, by what a query gives. Another kind of query is a KeyError the first time it is asked."""
