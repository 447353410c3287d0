"""Forged references, codes, links and tokens: the wrong ones look alike, and every worker counts the same tries."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident

TRACK = {"reference": "123 4567 8901", "detail": "amina@example.com"}


def shape(page: str) -> str:
    """Return a page without what differs each time: what was typed, and the page's own tokens."""
    return re.sub(r'(value|nonce)="[^"]*"', "", page)


@pytest.fixture
def saved(resident: Resident) -> tuple[Resident, str]:
    """Somebody who saved a draft, and its code."""
    resident.start()
    resident.post(action="manual")
    resident.post(resident.at.partition("/q/")[0] + "/save", detail="amina@example.com")
    return resident, resident.reference


@pytest.mark.parametrize(("language", "heading"), [("", "tried too often"), ("/cy", "yn rhy aml")])
def test_codes_of_drafts_tell_nothing_and_run_out(saved: tuple[Resident, str], language: str, heading: str) -> None:
    from portreeve.foundation.limits.rules import LIMITS

    resident, code = saved
    other = "0123456789" if code.replace(" ", "") != "0123456789" else "9876543210"
    wrong_detail = shape(resident.post(f"{language}/resume", code=code, detail="gwen@example.com"))
    wrong_code = shape(resident.post(f"{language}/resume", code=other, detail="amina@example.com"))
    neither = shape(resident.post(f"{language}/resume", code="x", detail="nobody"))
    assert wrong_detail == wrong_code == neither
    most = next(limit.tries for limit in LIMITS["resume"] if limit.key == "address")
    for _ in range(most):
        resident.post(f"{language}/resume", code=other, detail="amina@example.com")
    resident.post(f"{language}/resume", code=code, detail="amina@example.com")
    assert shape(resident.page) == wrong_code or heading in resident.heading, "now even the right one does not go on"


def test_links_that_never_were_are_used_up_or_are_somebody_elses_look_alike(resident: Resident) -> None:
    pages = set()
    for forged in ("x", "A" * 43, "a" * 2000, "../../desk", "%00"):
        resident.go(f"/link/{forged}")
        if resident.status != 404:
            assert resident.status == 410, forged
            pages.add(shape(resident.page))
    assert len({re.sub(r'href="[^"]*"', "", page) for page in pages}) == 1


def test_a_code_to_join_is_guessed_in_vain_and_says_nothing(as_staff: Any, services: Any) -> None:
    sam = as_staff("sam.okafor")
    pages = {
        shape(sam.post("/desk/help/join", {"code": forged}).content.decode()) for forged in ("", "000000", "x" * 99)
    }
    assert len({re.sub(r"x{3,}", "", page) for page in pages}) == 1
    for _ in range(25):
        last = sam.post("/desk/help/join", {"code": "000000"})
        assert last.status_code == 422


def test_a_token_or_file_of_somebody_elses_visit_is_not_there(resident: Resident) -> None:
    from uuid import uuid4

    from django.test import Client

    resident.start()
    held = resident.at
    stranger = Client()
    for address in (held, held.partition("/q/")[0] + "/sent", held.partition("/q/")[0] + f"/picture/{uuid4()}"):
        theirs = stranger.get(address)
        assert theirs.status_code == 404, address
        assert "Where is the bin" not in theirs.content.decode()


@pytest.mark.usefixtures("one_window")
@pytest.mark.django_db(transaction=True)
def test_tries_are_counted_for_all_workers_together() -> None:
    from django.db import connections
    from django.test import Client

    from portreeve.foundation.limits.rules import LIMITS

    most = next(limit.tries for limit in LIMITS["track"] if limit.key == "subject")
    statuses: list[int] = []

    def worker() -> None:
        try:
            statuses.extend(Client().post("/track", TRACK).status_code for _ in range(most))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=worker) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(60)
    assert statuses.count(200) == most, "three workers let through no more than one would"
    assert statuses.count(429) == 2 * most
