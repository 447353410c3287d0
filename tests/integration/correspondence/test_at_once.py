"""Several workers at once: one dispatch for a key, one attempt at a time, each parcel handed over once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from integration.correspondence.carriers import MAIL, NOTIFY
from integration.correspondence.conftest import BY, notice
from portreeve.foundation.clock import api as clock
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import jobs, models
from portreeve.modules.correspondence.types import DispatchStatus, LinkPurpose, LinkTo

WORKERS = 6
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work: Callable[[], Any]) -> list[Any]:
    """Do the same in several threads, each with a connection of its own; returns answers and refusals."""

    def one(_: int) -> Any:
        try:
            return work()
        except correspondence.LinkNotGood as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, range(WORKERS)))


def test_the_same_notice_from_several_workers_is_one(post: None, party: Callable[[str], UUID]) -> None:
    one = notice(party("amina"))
    made = at_once(lambda: correspondence.send(notice=one, by=BY, at=clock.now()))
    assert len(set(made)) == 1
    assert models.Dispatch.objects.count() == 1


def test_one_dispatch_is_carried_by_one_worker(post: None, party: Callable[[str], UUID]) -> None:
    made = [correspondence.send(notice=notice(party("ruth")), by=BY, at=clock.now()) for _ in range(4)]
    carried = at_once(lambda: sum(jobs.carry(dispatch) for dispatch in made))
    jobs.see_to_overdue()
    assert sum(carried) <= len(made)
    assert len(NOTIFY.taken) == len(made)
    assert len({parcel.dispatch for parcel in NOTIFY.taken}) == len(made)
    assert set(models.Dispatch.objects.values_list("status", flat=True)) == {DispatchStatus.SENT}
    assert MAIL.taken == []


def test_a_link_is_used_once(post: None, party: Callable[[str], UUID]) -> None:
    amina = party("amina")
    to = LinkTo(LinkPurpose.TRACK, amina)
    token = correspondence.make_link(to=to, party=amina, by=BY, at=clock.now())
    used = at_once(lambda: correspondence.use_link(token=token, purpose=to.purpose, by=BY, at=clock.now()))
    assert sum(not isinstance(one, Exception) for one in used) == 1
