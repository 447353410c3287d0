"""Finding a person's rows by their declaration, blanking and deleting them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Case, Field, Model, Q, QuerySet, Value, When

from portreeve.foundation.keys import api as keys
from portreeve.foundation.personal_data.register import above, below, declarations, leans, table
from portreeve.foundation.pure.left_out import LeftOut
from portreeve.foundation.pure.personal import Declaration, Subject, Treatment
from portreeve.foundation.pure.sealed import is_sealed, opened
from portreeve.foundation.pure.span import before

ERASED = LeftOut.ERASED.value


def rows_of(declaration: Declaration, *parties: UUID) -> QuerySet[Model]:
    """Return people's rows of one table, tied directly or through other declared tables."""
    tied = Q()
    theirs: list[Any] = [rows_of(d, *parties).values("pk") for d in above(declaration)]
    for ids in theirs or [parties]:
        for column in declaration.columns:
            tied |= Q(**{f"{column}__in": ids})
    if declaration.shared is not None:
        tied |= Q(pk__in=declaration.shared.of(parties))
    return table(declaration)._default_manager.filter(tied)


def erasable(declaration: Declaration, party: UUID, erased: Any) -> QuerySet[Model]:
    """Return a person's rows of one table that go with them; what others have a part in stays while they do.

    `erased` is a query for everybody who was erased, this person among them.
    """
    rows = rows_of(declaration, party)
    if declaration.shared is None:
        return rows
    shared = declaration.shared.of([party])
    return rows.filter(~Q(pk__in=shared) | Q(pk__in=declaration.shared.left(erased)))


def in_part(declaration: Declaration, party: UUID) -> QuerySet[Model]:
    """Return a person's rows of one table of which they are told only that there are such."""
    rows = table(declaration)._default_manager
    if declaration.shared is None:
        return rows.none()
    shared = rows.filter(pk__in=declaration.shared.of([party]))
    return shared.exclude(pk__in=declaration.shared.told(party))


def held(declaration: Declaration, parties: Sequence[UUID]) -> QuerySet[Model]:
    """Return the rows of one table that a legal hold on any of these people keeps: theirs, and what theirs name."""
    rows = table(declaration)._default_manager
    if declaration.subject is not Subject.PARTY or not parties:
        return rows.none()
    kept = Q()
    theirs: list[Any] = [held(d, parties).values("pk") for d in above(declaration)]
    for ids in theirs or [parties]:
        for column in declaration.columns:
            kept |= Q(**{f"{column}__in": ids})
    if declaration.shared is not None:
        kept |= Q(pk__in=declaration.shared.of(parties))
    for named in declaration.kept_with:
        label, _, column = named.rpartition(".")
        kept |= Q(pk__in=rows_of(declarations()[label], *parties).values(column))
    return rows.filter(kept)


def past(declaration: Declaration, at: datetime) -> QuerySet[Model]:
    """Return the rows of one table that are past their time and still say something."""
    rows = table(declaration)._default_manager.filter(**{f"{declaration.since}__lt": before(at, declaration.keep)})
    for named in declaration.unless:
        label, _, column = named.rpartition(".")
        rows = rows.exclude(pk__in=apps.get_model(label)._default_manager.values(column))
    if declaration.last:
        for other in _others(declaration):
            live = _live(other, at)
            for column in other.columns:
                rows = rows.exclude(pk__in=live.exclude(**{column: None}).values(column))
    return rows if declaration.delete else rows.exclude(_said_nothing(rows.model, declaration))


def _live(declaration: Declaration, at: datetime) -> QuerySet[Model]:
    """Return the rows of one table that are within their time, or whose matter is still open."""
    since = declaration.since
    within = Q(**{f"{since}__gte": before(at, declaration.keep)}) | Q(**{f"{since}__isnull": True})
    return table(declaration)._default_manager.filter(within)


def _others(declaration: Declaration) -> list[Declaration]:
    """Return the tables tied to the person directly, with a time of their own, besides this one."""
    tied = (d for d in declarations().values() if d.subject is Subject.PARTY and d.keep and d.since)
    return [d for d in tied if not leans(d) and d.model != declaration.model]


def with_leaning(declaration: Declaration, keys: Sequence[Any]) -> Iterator[tuple[Declaration, QuerySet[Model]]]:
    """Yield what goes together: the tables that lean on these rows, and theirs, then the rows themselves.

    A party's own contact points go with it, as what leans on any other table does.
    """
    leaning = [*below(declaration), *(_of_the_party() if declaration.last else ())]
    for other in leaning:
        tied = Q()
        for column in other.columns:
            tied |= Q(**{f"{column}__in": keys})
        found = table(other)._default_manager.filter(tied)
        yield from with_leaning(other, list(found.values_list("pk", flat=True)))
    yield declaration, table(declaration)._default_manager.filter(pk__in=keys)


def _of_the_party() -> list[Declaration]:
    """Return the tables tied to the person directly that have no time of their own."""
    tied = (d for d in declarations().values() if d.subject is Subject.PARTY and not d.keep)
    return [d for d in tied if not leans(d)]


def values_of(declaration: Declaration, row: Model) -> dict[str, object]:
    """Return a row as columns and values, for export; what is kept sealed is the person's own, and is opened."""
    found = {f.attname: _opened(f.value_from_object(row)) for f in row._meta.concrete_fields}
    hidden = (name for name, treatment in declaration.fields.items() if treatment is Treatment.HIDE)
    return found | {name: LeftOut.ERASED for name in hidden if found[name] == ERASED}


def _opened(value: Any) -> Any:
    """Return a value with everything sealed within it opened; what no key opens any more says so."""
    if is_sealed(value):
        try:
            return opened(value, keys.unseal)
        except keys.CannotOpen:
            return LeftOut.CLOSED
    if isinstance(value, dict):
        return {name: _opened(inner) for name, inner in value.items()}
    return [_opened(inner) for inner in value] if isinstance(value, list) else value


def blank(declaration: Declaration, rows: QuerySet[Model]) -> int:
    """Erase the personal columns of rows, or the rows; returns how many. Those that are empty already do not count."""
    if declaration.delete:
        return rows.delete()[0]
    changes = {name: _hidden(name) if value == ERASED else value for name, value in _changes(rows.model, declaration)}
    return rows.exclude(_said_nothing(rows.model, declaration)).update(**changes) if changes else 0


def _hidden(name: str) -> Case:
    """Return what hides a column; one that says nothing goes on saying nothing."""
    return Case(When(**{name: ""}, then=Value("")), default=Value(ERASED))


def _said_nothing(model: type[Model], declaration: Declaration) -> Q:
    """Return what is true of a row that says nothing any more, or never did."""
    empty = Q()
    for name, value in _changes(model, declaration):
        empty &= Q(**{f"{name}__in": ("", ERASED)}) if value == ERASED else Q(**{name: value})
    return empty


def _changes(model: type[Model], declaration: Declaration) -> list[tuple[str, object]]:
    """Return what erasing puts in each declared column."""
    return [
        (name, _empty(model._meta.get_field(name), treatment))  # type: ignore[arg-type]  # only own columns are named
        for name, treatment in declaration.fields.items()
        if treatment is not Treatment.KEEP
    ]


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
