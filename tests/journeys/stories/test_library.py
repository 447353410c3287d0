"""A computer in the library: when one person has gone, the next finds nothing of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from journeys.stories.people import Screens

pytestmark = pytest.mark.browser
HERS = ("Amina", "amina@example.com", "1 Quay Street", "HV1 6AE")


def test_given_a_library_computer_when_she_has_gone_then_the_next_persons_back_shows_nothing(screens: Screens) -> None:
    from journeys.stories.reporting import AMINA, begin, missed_bin, send
    from journeys.stories.views import Story, one_story

    world = screens.world
    world.it_is("2026-10-19 17:30:00")
    world.bins_are_due("2026-10-19")
    computer = screens.resident()
    # Given Amina says that others use this computer, and reports
    begin(computer, "missed-bin", shared=True)
    missed_bin(computer, AMINA, "1")
    assert "Amina Yusuf" in computer.text
    reference = send(computer)
    left = computer.page.url
    cookies = {cookie["value"] for cookie in computer.page.context.cookies()}
    assert cookies
    # When she finishes
    computer.press("form[action$='/finish'] button >> nth=0")
    assert computer.heading == "Everything is cleared"
    # Then neither Back nor her addresses nor the browser's own store shows anything of hers
    for _ in range(12):
        computer.page.go_back()
        shows_nothing_of_hers(computer.page.content(), reference)
    computer.go(left)
    shows_nothing_of_hers(computer.page.content(), reference)
    kept = {cookie["value"] for cookie in computer.page.context.cookies()}
    assert not kept & cookies, "no cookie of hers is left; a page that holds a form has given a new one"
    assert "sessionid" not in {cookie["name"] for cookie in computer.page.context.cookies() if cookie["value"]}
    assert computer.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    # And the next person begins with nothing filled in
    begin(computer, "missed-bin")
    assert computer.page.input_value("#query") == ""
    world.afterwards()
    one_story(screens, Story.of_a_missed_bin(reference, "amina@example.com"))


def shows_nothing_of_hers(page: str, reference: str) -> None:
    """See that a page has nothing of the person who was there before."""
    for hers in (*HERS, reference):
        assert hers not in page
