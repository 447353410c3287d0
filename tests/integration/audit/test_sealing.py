"""Entries cost nobody a shared lock, and one sealer at a time chains them, however many run."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import transaction

from at_once import at_once
from integration.audit.audit_trial import AT, BY
from portreeve.foundation.audit import api as audit
from portreeve.foundation.audit import sealing
from portreeve.foundation.audit.models import AuditEntry, AuditSeal
from portreeve.foundation.pure.ids import uuid7

pytestmark = pytest.mark.usefixtures("own_home")


def test_four_writers_and_three_sealers_leave_one_unbroken_chain() -> None:
    written = threading.Event()

    def write() -> None:
        for number in range(50):
            with transaction.atomic():
                audit.append(act="case.opened", subject_type="case", subject=uuid7(), by=BY, at=AT)
                if number % 7 == 0:
                    transaction.set_rollback(True)

    def seal() -> None:
        while not written.is_set():
            audit.seal(at=AT)

    with ThreadPoolExecutor(1) as beside:
        sealers = beside.submit(at_once, 3, seal)
        writers = at_once(4, write)
        written.set()
    assert writers + sealers.result() == [None] * 7
    audit.seal(at=AT + timedelta(seconds=1))
    verdict = audit.verify()
    assert verdict.intact
    assert (verdict.entries, verdict.unsealed) == (4 * 42, 0)
    assert verdict.seals == AuditSeal.objects.count() > 1


def test_a_large_batch_is_sealed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 40)
    with transaction.atomic():
        for _ in range(100):
            audit.append(act="case.imported", subject_type="case", subject=uuid7(), by=BY, at=AT)
    assert audit.seal(at=AT) == 100
    assert AuditSeal.objects.count() == 3
    assert audit.verify().entries == 100


def test_what_staff_did_and_saw_is_found_by_subject_and_by_actor() -> None:
    person = uuid7()
    audit.append(act="person.changed", subject_type="person", subject=person, by=BY, at=AT, details={"field": "email"})
    audit.seen(what="person", subject=person, by=BY, at=AT + timedelta(seconds=1))
    seen, changed = audit.entries_for(person, actor=BY)
    assert (seen.act, changed.act, changed.details) == ("person.seen", "person.changed", {"field": "email"})
    assert len(audit.entries_by("tests", actor=BY)) == 2


@pytest.mark.parametrize(
    ("details", "error"),
    [({"text": "x" * 121}, ValueError), ({"list": ["a"]}, TypeError), ({"rate": 1.5}, TypeError)],
)
def test_what_could_be_personal_is_refused_as_a_detail(details: dict, error: type[Exception]) -> None:
    with pytest.raises(error):
        audit.append(act="x.y", subject_type="x", subject=None, by=BY, at=AT, details=details)
    assert not AuditEntry.objects.exists()
