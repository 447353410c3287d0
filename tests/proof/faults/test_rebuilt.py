"""Facts are built again from the events, to the digit, in a council under fire before; its page says the same."""

from __future__ import annotations

import re
import time
import urllib.request
from typing import Any

import pytest

from proof.faults.council import Council

pytestmark = pytest.mark.proof
TIMERS = 40
"""Seconds in which every timer has had its turn, so that nothing new happens while we compare."""
_ENDED = (
    "SELECT coalesce(sum(CASE name WHEN 'contact' THEN 1 WHEN 'contact ended' THEN -1 ELSE 0 END), 0) FROM insight_fact"
)
_FACTS = (
    "SELECT event::text, place, name, at, day, subject::text, service, channel, tier, team, ward, code, number, count,"
    " private FROM insight_fact ORDER BY event, place"
)
_DAYS = (
    "SELECT day, name, service, channel, tier, team, ward, code, private, count, total FROM insight_daily"
    " ORDER BY day, name, service, channel, tier, team, ward, code, private"
)


def test_facts_built_again_are_the_same_to_the_digit_and_so_is_the_page(council: Council, told: dict[str, Any]) -> None:
    assert council.command("clock", "set", "2026-11-11T01:00")[0] == 0, "figures are shown on the day after"
    council.until(lambda: council.rows(_ENDED) == [(0,)], "contacts that lay idle were not ended", 900)
    time.sleep(TIMERS)
    before, shown = (council.rows(_FACTS), council.rows(_DAYS)), performance(council)
    assert len(before[0]) > 100
    council.act("rebuild")
    council.until(lambda: is_counted(council, len(before[0])), "the facts were not built again", 900)
    assert council.rows(_FACTS) == before[0]
    assert council.rows(_DAYS) == before[1]
    assert performance(council) == shown
    told.setdefault("more", {})["facts built again to the digit"] = len(before[0])


def is_counted(council: Council, facts: int) -> bool:
    """Say whether the worker has taken all events again."""
    _, standing = council.command("events", "standing")
    counting = next(one for one in standing if one["handler"] == "insight.count")
    return counting["waiting"] == 0 and council.one("SELECT count(*) FROM insight_fact") >= facts


def performance(council: Council) -> str:
    """Return the words of the page of figures, without what differs from one visit to the next."""
    with urllib.request.urlopen(f"http://127.0.0.1:{council.run.port}/performance", timeout=30) as answer:
        page = answer.read().decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "Report fly-tipping" in main
    return re.sub(r"\s+", " ", re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", main))
