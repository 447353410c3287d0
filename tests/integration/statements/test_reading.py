"""A query put into SQL once finds what the ORM's own would, whatever is asked with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models.query import QuerySet
from django.forms.models import model_to_dict

from portreeve.foundation.outbox.models import Letter, OutboxEvent
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.statements.api import Reading

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
NOBODY = UUID(int=0)
pytestmark = pytest.mark.django_db


def letter(*, handler: str = "contacts.follow", kind: str = "case.opened") -> Letter:
    event = OutboxEvent.objects.create(
        kind=kind,
        version=1,
        subject=uuid7(),
        at=AT,
        actor_kind="system",
        actor="test",
        channel="web",
        data={"places": [1, 2]},
    )
    return Letter.objects.create(
        handler=handler, event=event, subject=event.subject, state="waiting", next_at=AT, since=AT
    )


def everything(row: Letter | OutboxEvent) -> dict[str, Any]:
    return {"saved": not row._state.adding, "db": row._state.db, **model_to_dict(row)}


def test_a_row_comes_as_the_orm_gives_it() -> None:
    id = letter().event_id
    found = Reading(lambda id: OutboxEvent.objects.filter(id=id)).first(id)
    assert found is not None
    assert everything(found) == everything(OutboxEvent.objects.get(id=id))
    assert found.data == {"places": [1, 2]}
    assert (found.at, type(found.transaction)) == (AT, int)


def test_what_belongs_to_a_row_comes_with_it() -> None:
    kept = letter()
    found = Reading(lambda id: Letter.objects.select_related("event").filter(id=id)).all(kept.id)
    with transaction.atomic(), connection.execute_wrapper(_refuse):
        assert [(one.id, one.event.kind, one.event.data) for one in found] == [
            (kept.id, "case.opened", {"places": [1, 2]})
        ]


def test_a_foreign_key_may_be_what_is_asked_for() -> None:
    kept = letter()
    assert Reading(lambda event: Letter.objects.filter(event=event)).first(kept.event_id) == kept


def test_columns_come_in_the_order_in_which_they_were_asked_for() -> None:
    letter()
    wanted = Reading(lambda kind: OutboxEvent.objects.filter(kind=kind).values_list("data", "at", "kind"))
    assert wanted.all("case.opened") == [({"places": [1, 2]}, AT, "case.opened")]


def test_a_single_column_comes_bare() -> None:
    letter(kind="case.closed")
    assert Reading(lambda: OutboxEvent.objects.values_list("kind", flat=True)).all() == ["case.closed"]


def test_each_asking_has_its_own_values_among_those_that_never_change() -> None:
    for handler in ("insight.count", "contacts.follow"):
        letter(handler=handler)
    wanted = Reading(lambda until, handler: Letter.objects.filter(state="waiting", next_at__lte=until, handler=handler))
    asked = [(AT, "insight.count"), (AT, "contacts.follow"), (AT - timedelta(1), "insight.count"), (AT, "cases.tell")]
    assert [[one.handler for one in wanted.all(*values)] for values in asked] == [
        ["insight.count"],
        ["contacts.follow"],
        [],
        [],
    ]


def test_the_query_is_made_once_and_nothing_is_found_as_none() -> None:
    made = []

    def query(id: Any) -> QuerySet[Letter]:
        made.append(id)
        return Letter.objects.filter(id=id)

    wanted = Reading(query)
    assert [wanted.first(NOBODY), wanted.first(NOBODY)] == [None, None]
    assert len(made) == 1


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_refused_each_time() -> None:
    locked = Reading(lambda id: Letter.objects.select_for_update().filter(id=id))
    with transaction.atomic():
        assert locked.first(NOBODY) is None
    with pytest.raises(transaction.TransactionManagementError):
        locked.first(NOBODY)


def test_a_kind_of_query_that_it_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        Reading(lambda: Letter.objects.values("id")).all()


def _refuse(*_: Any) -> None:
    raise AssertionError("Another query was made.")
