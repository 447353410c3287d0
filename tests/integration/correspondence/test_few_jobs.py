"""What a batch of events has sent goes out by few jobs, and by its own where it waits for its time."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from integration.correspondence.carriers import MAIL
from integration.correspondence.conftest import BY, notice
from portreeve.foundation.clock import api as clock
from portreeve.foundation.observe.logs import JsonLines
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import jobs, models
from portreeve.modules.correspondence.operations import sending
from portreeve.modules.correspondence.types import DispatchStatus, Notice

pytestmark = pytest.mark.django_db
Maker = Callable[[str], UUID]


def send(one: Notice) -> models.Dispatch:
    return models.Dispatch.objects.get(id=correspondence.send(notice=one, by=BY, at=clock.now()))


def queued() -> list[tuple[str, Any]]:
    found = ProcrastinateJob.objects.order_by("id").values_list("task_name", "args")
    return [(name.rpartition(".")[2], args) for name, args in found]


def test_a_dozen_go_out_by_two_jobs(party: Maker) -> None:
    amina = party("amina")
    with sending.gathered():
        rows = [send(notice(amina, key=f"of one batch {number}")) for number in range(12)]
        assert queued() == []
    assert [(name, len(args["dispatches"])) for name, args in queued()] == [("deliver_all", 10), ("deliver_all", 2)]
    for _, args in queued():
        jobs.deliver_all(**args)
        jobs.deliver_all(**args)
    assert len(MAIL.taken) == 12
    for row in rows:
        row.refresh_from_db()
    assert {row.status for row in rows} == {DispatchStatus.SENT}


def test_outside_a_batch_each_has_its_job(party: Maker) -> None:
    row = send(notice(party("amina")))
    assert queued() == [("deliver", {"dispatch": str(row.id)})]


def test_what_failed_with_its_batch_leaves_no_job(party: Maker) -> None:
    one = notice(party("amina"), "question-asked", links={})
    with pytest.raises(sending.NoticeIncomplete), sending.gathered():
        _two(notice(party("ruth")), one)
    assert queued() == []
    send(notice(party("gwen")))
    assert [name for name, _ in queued()] == ["deliver"]


def _two(first: Notice, second: Notice) -> None:
    send(first)
    send(second)


def test_each_that_breaks_is_told_and_keeps_none_of_the_others_back(
    party: Maker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[UUID] = []

    def carry(dispatch: UUID) -> bool:
        tried.append(dispatch)
        if len(tried) == 1:
            raise ZeroDivisionError
        if len(tried) == 3:
            raise KeyError("Amina Yusuf")
        return True

    monkeypatch.setattr(jobs, "carry", carry)
    ids = [str(UUID(int=number)) for number in (1, 2, 3)]
    with pytest.raises(ZeroDivisionError):
        jobs.deliver_all(dispatches=ids)
    assert [str(one) for one in tried] == ids
    told = [json.loads(JsonLines().format(line)) for line in caplog.records if line.name == jobs.__name__]
    assert [(line["event"], line["subject"], line["error"]) for line in told] == [
        ("dispatch not tried", ids[0], "ZeroDivisionError"),
        ("dispatch not tried", ids[2], "KeyError"),
    ]
    assert "Amina" not in str(told)
