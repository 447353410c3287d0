"""A row added or changed by SQL made once is the row that the ORM would have made of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from portreeve.foundation.outbox.models import OutboxEvent
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.statements.api import add, change
from portreeve.modules.correspondence.models import Link
from portreeve.modules.people.models import Party

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def amina(**more: Any) -> Party:
    return Party(kind="person", name="Amina Yusuf", needs=["large-print"], added_at=AT, **more)


def test_a_row_is_added_as_the_orm_would_add_it() -> None:
    row, by_orm = amina(), amina()
    add(row)
    by_orm.save()
    found, same = Party.objects.get(pk=row.pk), Party.objects.get(pk=by_orm.pk)
    assert model_to_dict(found, exclude=["id"]) == model_to_dict(same, exclude=["id"])
    assert (row._state.adding, row._state.db) == (False, "default")
    assert row == found


def test_what_is_to_be_made_of_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="name_serach"):
        add(amina(), name_serach="lower(%s)")
    assert not Party.objects.exists()


def test_a_row_that_is_there_already_is_not_added_again() -> None:
    row = amina()
    add(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        add(row)


def test_only_the_fields_named_are_changed_and_by_one_statement() -> None:
    row = amina()
    add(row)
    row.name, row.language, row.needs = "Gwen Pritchard", "cy", ["braille"]
    with CaptureQueriesContext(connection) as queries:
        change(row, "name", "needs")
    found = Party.objects.get(pk=row.pk)
    assert (found.name, found.language, found.needs) == ("Gwen Pritchard", "en", ["braille"])
    assert len(queries) == 1


def test_a_foreign_key_is_changed_by_the_name_of_its_field() -> None:
    first, second = amina(), amina()
    add(first)
    add(second)
    link = Link(
        digest="d" * 64, purpose="track", subject=uuid7(), party=first, made_at=AT, expires_at=AT + timedelta(1)
    )
    add(link)
    link.party = second
    change(link, "party")
    assert Link.objects.get(pk=link.pk).party_id == second.pk


def test_a_row_that_is_gone_is_not_changed_in_silence() -> None:
    row = amina()
    with pytest.raises(DatabaseError):
        change(row, "name")


def test_a_table_that_the_database_fills_in_is_not_for_it() -> None:
    with pytest.raises(TypeError, match="OutboxEvent"):
        add(OutboxEvent())
