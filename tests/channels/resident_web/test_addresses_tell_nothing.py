"""No address says what somebody answered: a stop that a special answer brought about is not named in any."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident

SERVICES = Path(__file__).parents[3] / "demo/services"
ADDRESSES = re.compile(r'(?:href|action|src|data-hx-\w+)="([^"]*)"')


def stops() -> list[Any]:
    """Return every stop of the demo's services."""
    from portreeve.modules.catalogue import api as catalogue

    names = [path.stem for path in SERVICES.glob("*.yaml") if path.stem.count(".") == 0]
    return [stop for name in names for stop in catalogue.read_service(SERVICES, name).service.stops]


def test_no_step_but_a_question_is_named_by_more_than_its_kind() -> None:
    from portreeve.modules.catalogue.types import StopKind
    from portreeve.modules.journeys.types import HandOver, HandOverReason, Tell
    from portreeve.screens.web.steps import place_of

    found = stops()
    assert {stop.kind for stop in found} >= {StopKind.PERSON, StopKind.TELL, StopKind.HOLD}
    assert {place_of(Tell(stop, "")) for stop in found} == {"~tell"}
    assert {place_of(HandOver(HandOverReason.STOP, "", stop.id)) for stop in found} == {"~person"}


def test_somebody_who_is_afraid_is_handed_to_a_person_and_no_address_says_so(resident: Resident) -> None:
    from channels.resident_web.resident import behaviour

    visited: list[str] = []

    def go(**typed: Any) -> None:
        page = resident.post(**typed)
        chain = [to for to, _ in getattr(resident.headers, "redirect_chain", [])]
        visited.extend([*chain, resident.at, *ADDRESSES.findall(page)])

    resident.start("anti-social-behaviour")
    amina = {"name": "Amina Yusuf", "contact": "email", "email": "amina@example.com"}
    for answer in behaviour("threats", afraid="yes", who=amina):
        go(**answer)
    assert resident.at.endswith(("~person", "/sent")), resident.heading
    assert len(visited) > 50
    told = [one for one in visited if "stop" in one or one.rstrip("/").endswith("~afraid")]
    assert told == []
    after = visited[-40:]
    assert [one for one in after if "afraid" in one.partition("/q/")[2] and "~" in one] == []


@pytest.mark.parametrize("place", ["stop.afraid", "~stop.afraid", "~afraid"])
def test_a_stop_cannot_be_asked_for_by_its_name(resident: Resident, place: str) -> None:
    resident.start("anti-social-behaviour")
    here = resident.at
    resident.go(here.rpartition("/")[0] + "/" + place)
    assert resident.at == here
