"""Ruth rings for her mother: her report is taken at once, and nothing of her mother's is confirmed to her."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from journeys.stories.people import Screens

pytestmark = pytest.mark.browser


def test_given_a_daughter_when_she_rings_for_her_mother_then_it_is_taken_and_nothing_is_confirmed(
    screens: Screens,
) -> None:
    from journeys.stories.reporting import Teller, missed_bin, send, serve
    from journeys.stories.views import Story, one_story
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.cases.models import Reporter
    from portreeve.modules.people import api as people
    from portreeve.modules.people.types import Format, NewParty

    world = screens.world
    # Given her mother is known to the council, with a bin that was missed today
    world.it_is("2026-10-19 17:30:00")
    world.bins_are_due("2026-10-19")
    known = NewParty(name="Dorothy Marsh", landline="01632 960222", format=Format.LARGE_PRINT, needs=("hearing",))
    mother = people.add_party(new=known, by=system("tests"), at=clock.now())

    # When the daughter rings, and the adviser says that it is for somebody else
    sam = screens.staff("sam.okafor")
    serve(sam, "missed-bin", whom="other")
    ruth = Teller("Ruth Marsh", email="ruth@example.com", about="Dorothy Marsh")
    missed_bin(sam, ruth, "1")
    for secret in ("960222", "960 222", "large print", "Large print", "hearing"):
        assert secret not in sam.page.inner_text("main"), "nothing of the mother's is on the page that is read out"
    reference = send(sam)

    # Then it is taken at once, with the three roles apart: she is told, her mother is the subject
    part = Reporter.objects.get()
    assert part.asker_id == part.told_id != part.subject_id
    assert mother not in {part.asker_id, part.subject_id}, "who somebody says they ring for is not proof of who that is"
    world.afterwards()
    (received,) = world.emails("ruth@example.com")
    assert reference in received
    assert world.calls() == [], "the mother is not rung about what she did not ask"
    for secret in ("960222", "960 222", "large print", "hearing"):
        assert secret not in received

    # And she may follow it with her own detail, while her mother's opens nothing
    stranger = screens.resident()
    stranger.go("/track")
    stranger.write("#reference", reference)
    stranger.write("#detail", "01632 960222")
    stranger.next()
    assert stranger.page.locator(".pr-status").count() == 0
    public_id = one_story(screens, Story.of_a_missed_bin(reference, "ruth@example.com"))
    priya = screens.staff("priya.nair")
    priya.go(f"/desk/cases/{public_id}")
    assert "Ruth Marsh" in priya.text
    assert "Dorothy Marsh" in priya.text
    for secret in ("960222", "960 222"):
        assert secret not in priya.text
