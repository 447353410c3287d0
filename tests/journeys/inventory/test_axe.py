"""axe over the inventory: every page in English, one of every route in the others; all of it by `make proof`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeys.inventory.collecting import Seen

pytestmark = pytest.mark.django_db
PHONE, DESK = WIDTHS = 320, 1280


def one_of_each(pages: list[Seen]) -> list[Seen]:
    """Return a page of every route and answer in every language."""
    found: dict[tuple[str, int, str], Seen] = {}
    for seen in pages:
        found.setdefault((seen.route, seen.status, seen.language), seen)
    return list(found.values())


@pytest.mark.browser
def test_nothing_is_found_on_any_page_in_english_on_a_phone(browser: Any, pages: list[Seen]) -> None:
    from journeys.inventory.looking import look

    english = [seen for seen in pages if seen.language == "en"]
    assert len(english) > 300
    assert look(browser, english, width=PHONE) == {}


@pytest.mark.browser
@pytest.mark.parametrize(("languages", "width"), [(("cy", "ar"), PHONE), (("en",), DESK)])
def test_nothing_is_found_on_one_page_of_every_route(
    browser: Any, pages: list[Seen], languages: tuple[str, ...], width: int
) -> None:
    from journeys.inventory.looking import look

    chosen = [seen for seen in one_of_each(pages) if seen.language in languages]
    assert len(chosen) > 70
    assert look(browser, chosen, width=width) == {}


@pytest.fixture(scope="module")
def by_width(pages: list[Seen]) -> Iterator[dict[int, int]]:
    """Take how many pages had something wrong at each width; both are written down."""
    from journeys.inventory.measured import write_down

    found: dict[int, int] = {}
    yield found
    if len(found) == len(WIDTHS):
        write_down(pages, found)


@pytest.mark.proof
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_found_on_any_page_in_any_language(
    browser: Any, pages: list[Seen], by_width: dict[int, int], width: int
) -> None:
    from journeys.inventory.looking import look

    assert len(pages) > 700
    found = look(browser, pages, width=width)
    by_width[width] = len(found)
    assert found == {}
