"""Whatever an operation refuses, a person reads it in words, and keeps what they wrote."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident


def refusals() -> list[Any]:
    """Return every kind of refusal that any part of us knows."""
    import portreeve.foundation
    import portreeve.modules
    from portreeve.foundation.pure.refusals import Refusal

    for root in (portreeve.foundation, portreeve.modules):
        for part in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if not part.name.endswith("__main__") and ".migrations" not in part.name:
                importlib.import_module(part.name)
    found, left = [], [Refusal]
    while left:
        one = left.pop()
        found.append(one)
        left += [kind for kind in one.__subclasses__() if kind.__module__.startswith("portreeve.")]
    return found


def refuse_with(monkeypatch: pytest.MonkeyPatch, kind: Any) -> None:
    from portreeve.modules.journeys import api as journeys

    def submit(**_: object) -> None:
        raise kind

    monkeypatch.setattr(journeys, "submit", submit)


@pytest.fixture
def at_check(resident: Resident, monkeypatch: pytest.MonkeyPatch) -> Resident:
    from portreeve.foundation.limits import api as limits

    monkeypatch.setattr(limits, "allow", lambda **_: True)
    resident.to_check()
    return resident


def test_no_refusal_of_a_sending_is_an_error_page_and_none_loses_an_answer(
    at_check: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds, check = refusals(), at_check.at
    assert len(kinds) > 25
    for kind in kinds:
        refuse_with(monkeypatch, kind)
        at_check.go(check)
        page = at_check.send()
        assert at_check.status < 500, kind
        assert at_check.heading, kind
        assert kind.code not in at_check.heading, f"{kind}: a code is no word"
        assert "trouble." not in page, kind
        at_check.go(check)
        assert "Amina Yusuf" in at_check.page, f"{kind}: the answers are still there"


@pytest.mark.parametrize(
    ("language", "heading"), [("", "We cannot use one of your contact"), ("/cy", "Ni allwn ddefnyddio un o")]
)
def test_a_detail_that_cannot_be_written_to_is_said_and_leads_back_to_the_answers(
    at_check: Resident, monkeypatch: pytest.MonkeyPatch, language: str, heading: str
) -> None:
    from portreeve.modules.people.operations.parties import DetailUnusable

    refuse_with(monkeypatch, DetailUnusable)
    at_check.go(language + at_check.at)
    at_check.send()
    assert at_check.status == 409
    assert at_check.heading.startswith(heading)
    back = at_check.at.replace("/q/~check", "")
    assert f'href="{back}"' in at_check.page
    assert "Amina Yusuf" in at_check.go(back)
