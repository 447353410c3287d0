"""Several workers at once: one dispatch for a key, one attempt at a time, each parcel handed over once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from at_once import at_once
from integration.correspondence.carriers import MAIL, NOTIFY
from integration.correspondence.conftest import BY, notice
from overdue import see_to_overdue
from portreeve.foundation.clock import api as clock
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import jobs, models
from portreeve.modules.correspondence.types import DispatchStatus, LinkPurpose, LinkTo

WORKERS = 6
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_notice_from_several_workers_is_one(post: None, party: Callable[[str], UUID]) -> None:
    one = notice(party("amina"))
    made = at_once(WORKERS, lambda: correspondence.send(notice=one, by=BY, at=clock.now()))
    assert len(set(made)) == 1
    assert models.Dispatch.objects.count() == 1


def test_one_dispatch_is_carried_by_one_worker(post: None, party: Callable[[str], UUID]) -> None:
    made = [correspondence.send(notice=notice(party("ruth")), by=BY, at=clock.now()) for _ in range(4)]
    carried = at_once(WORKERS, lambda: sum(jobs.carry(dispatch) for dispatch in made))
    see_to_overdue()
    assert sum(carried) <= len(made)
    assert len(NOTIFY.taken) == len(made)
    assert len({parcel.dispatch for parcel in NOTIFY.taken}) == len(made)
    assert set(models.Dispatch.objects.values_list("status", flat=True)) == {DispatchStatus.SENT}
    assert MAIL.taken == []


def test_a_link_is_used_once(post: None, party: Callable[[str], UUID]) -> None:
    amina = party("amina")
    to = LinkTo(LinkPurpose.TRACK, amina)
    token = correspondence.make_link(to=to, party=amina, by=BY, at=clock.now())
    used = at_once(WORKERS, lambda: correspondence.use_link(token=token, purpose=to.purpose, by=BY, at=clock.now()))
    assert sum(not isinstance(one, Exception) for one in used) == 1
    assert sum(isinstance(one, correspondence.LinkNotGood) for one in used) == WORKERS - 1
