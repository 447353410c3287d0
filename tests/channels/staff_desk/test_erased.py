"""What an erasure left says so in the reader's language, on every page of the desk that shows it."""

from __future__ import annotations

import html
import re

import pytest

from integration.cases.scene import AT, BY, Cast
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data.types import HoldReason
from portreeve.modules.cases import api as cases
from portreeve.modules.people import api as people
from portreeve.modules.people.types import NewParty

pytestmark = pytest.mark.django_db
SAID = {"": "(erased)", "/cy": "(wedi'i ddileu)"}


def erased(cast: Cast, open_one) -> str:
    """Let Amina be erased, whose home a case is about and who was asked something; returns the case."""
    opened = open_one(cast.amina, service="missed-bin")
    cases.note(case=opened.case, text="She rang again", by=cast.priya, at=AT)
    cases.ask_reporter(case=opened.case, reporter=opened.reporter, text="Which bin, Amina?", by=cast.priya, at=AT)
    personal_data.erase(party=cast.amina, erase_file=lambda _: None, by=BY, at=AT)
    personal_data.place_hold(party=cast.amina, reason=HoldReason.COURT, by=BY, at=AT)
    return str(opened.public_id)


@pytest.mark.parametrize("language", SAID)
def test_a_page_says_in_its_own_language_that_something_was_erased(as_staff, cast, open_one, language) -> None:
    case, said = erased(cast, open_one), SAID[language]
    [other] = set(SAID.values()) - {said}
    seen = {
        "priya.nair": (f"cases/{case}", "cases?team=waste", f"people/{cast.amina}"),
        "ines.duarte": ("holds", f"people/{cast.amina}/hold"),
    }
    for who, addresses in seen.items():
        staff = as_staff(who)
        for address in addresses:
            response = staff.get(f"{language}/desk/{address}")
            assert response.status_code == 200, address
            page = html.unescape(response.content.decode())
            assert said in page, address
            assert other not in _without_fields(page), address


def _without_fields(page: str) -> str:
    """Return a page without what stands in its fields: that goes back as it is kept."""
    return re.sub(r'value="[^"]*"', "", page)


def test_nobody_is_asked_who_was_erased(as_staff, cast, open_one) -> None:
    opened = open_one(cast.amina, service="missed-bin")
    personal_data.erase(party=cast.amina, erase_file=lambda _: None, by=BY, at=AT)
    page = html.unescape(as_staff("priya.nair").get(f"/desk/cases/{opened.public_id}").content.decode())
    assert "Nobody can be told of this case" in page
    assert "Nobody can be asked" in page
    assert "We tell" not in page
    with pytest.raises(cases.NobodyToAsk):
        cases.ask_reporter(case=opened.case, reporter=opened.reporter, text="Which bin?", by=cast.priya, at=AT)


@pytest.mark.parametrize("language", SAID)
def test_the_case_page_says_it_of_place_name_question_and_note(as_staff, cast, open_one, language) -> None:
    case = erased(cast, open_one)
    page = html.unescape(as_staff("priya.nair").get(f"{language}/desk/cases/{case}").content.decode())
    assert page.count(SAID[language]) >= 4
    for gone in ("Amina", "She rang", "Which bin"):
        assert gone not in page


def test_a_name_that_is_not_erased_is_shown_as_it_is(as_staff, cast) -> None:
    party = people.add_party(new=NewParty(name="Dorothy (Dot) Marsh", landline="01632 960222"), by=BY, at=AT)
    assert "Dorothy (Dot) Marsh" in as_staff("priya.nair").get(f"/cy/desk/people/{party}").content.decode()
