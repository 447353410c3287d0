"""A missed bin as the crews' day ends: judged and said once, one case or none, on both sides of a clock change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from journeys.stories.people import Screen, Screens

pytestmark = pytest.mark.browser
DAYS = ("2026-10-23", "2026-10-26")
"""A Friday in summer time and the Monday after, in winter time."""
OUT_STILL = "The crew may still be on its way"
EMPTIED = "The crew recorded that your bin was emptied"


def begin(screens: Screens, day: str, time: str) -> Screen:
    """Open the service on a day when the bin is due, find the home, and say which bin it is."""
    from journeys.stories import reporting

    screens.world.it_is(f"{day} {time}")
    screens.world.bins_are_due(day)
    amina = screens.resident()
    reporting.begin(amina, "missed-bin")
    reporting.find_home(amina, "1")
    amina.answer("refuse")
    return amina


def finish(who: Screen) -> None:
    """Answer what is left, up to check answers."""
    from journeys.stories import reporting

    reporting.about_the_bin(who, reporting.AMINA)


def send(who: Screen) -> None:
    """Send what was checked."""
    who.press("form[action$='/send'] button")


@pytest.mark.parametrize("day", DAYS)
def test_given_it_was_begun_before_five_when_it_is_finished_after_then_it_is_judged_once_and_is_one_case(
    screens: Screens, day: str
) -> None:
    from journeys.stories.views import Story, one_story

    world = screens.world
    # Given her bin was due today, and it is ten seconds to five
    amina = begin(screens, day, "16:59:50")
    # Then the rule is said, once
    assert OUT_STILL in amina.text
    amina.press("button[value=continue]")
    # When she finishes at twenty seconds past
    world.it_is(f"{day} 17:00:20")
    finish(amina)
    assert OUT_STILL not in amina.text
    send(amina)
    # Then nothing is held any more: there is one case, and she is told so once
    assert amina.heading == "Report sent"
    assert OUT_STILL not in amina.text
    reference = amina.reference
    world.afterwards()
    (told,) = world.emails("amina@example.com")
    assert reference in told
    # And five minutes later nothing more has come of it
    world.it_is(f"{day} 17:05:00")
    world.afterwards()
    assert world.emails("amina@example.com") == [told]
    one_story(screens, Story.of_a_missed_bin(reference, "amina@example.com"))


@pytest.mark.parametrize("day", DAYS)
def test_given_the_crew_wrote_done_at_five_to_when_the_report_comes_then_there_is_no_case_and_she_is_told_why(
    screens: Screens, day: str
) -> None:
    from portreeve.modules.cases.models import Case

    world = screens.world
    amina = begin(screens, day, "16:59:50")
    amina.press("button[value=continue]")
    # When the crew's tablet comes into range while she is typing
    world.it_is(f"{day} 17:00:10")
    world.crew_records(f"{day} 16:55:00")
    world.it_is(f"{day} 17:00:20")
    finish(amina)
    send(amina)
    # Then the page says why, and there is no case
    assert EMPTIED in amina.text
    world.afterwards()
    assert Case.objects.count() == 0
    assert world.emails("amina@example.com") == []
    nothing_anywhere(screens)


@pytest.mark.parametrize("day", DAYS)
def test_given_it_was_held_until_five_when_the_crew_wrote_done_then_it_comes_to_nothing_and_she_is_told_why(
    screens: Screens, day: str
) -> None:
    from portreeve.modules.cases.models import Case

    world = screens.world
    amina = begin(screens, day, "16:30:00")
    amina.press("button[value=continue]")
    finish(amina)
    send(amina)
    assert amina.heading == "We have your report"
    assert "5pm" in amina.text
    assert amina.page.locator(".pr-reference").count() == 0
    world.afterwards()
    (held,) = world.emails("amina@example.com")
    assert "holding" in held
    # When the crew empties the bin at five to, and five comes
    world.it_is(f"{day} 16:56:00")
    world.crew_records(f"{day} 16:55:00")
    world.it_is(f"{day} 17:00:20")
    world.afterwards()
    # Then there is no case, she is told why, once, and the page she left open says the same
    assert Case.objects.count() == 0
    _, why = world.emails("amina@example.com")
    assert EMPTIED in why
    world.afterwards()
    assert len(world.emails("amina@example.com")) == 2
    amina.page.reload()
    assert EMPTIED in amina.text, "the page that she left open does not promise what will not come"
    nothing_anywhere(screens)


def test_given_it_was_held_until_five_when_nothing_was_recorded_then_it_is_sent_on_once(screens: Screens) -> None:
    from journeys.stories.views import Story, one_story
    from journeys.stories.world import reference_in

    world = screens.world
    amina = begin(screens, "2026-10-26", "16:30:00")
    amina.press("button[value=continue]")
    finish(amina)
    send(amina)
    world.afterwards()
    world.it_is("2026-10-26 17:00:20")
    world.afterwards()
    world.afterwards()
    _, received = world.emails("amina@example.com")
    amina.page.reload()
    assert amina.reference == reference_in(received), "the page she left open now has the reference"
    story = Story(
        reference=amina.reference,
        detail="amina@example.com",
        status="Received",
        desk_status="Received",
        service="Report a missed bin",
        officer="priya.nair",
        figures={"case opened": 1},
        public=False,
    )
    one_story(screens, story)


def nothing_anywhere(screens: Screens) -> None:
    """See that adviser, officer and the public figures know of no case either."""
    from journeys.stories.views import CASE_FACTS, find

    sam = screens.staff("sam.okafor")
    find(sam, "Amina Yusuf", by="person")
    assert sam.page.locator("table tbody tr").count() == 0
    priya = screens.staff("priya.nair")
    priya.go("/desk/cases")
    assert priya.page.locator("table tbody tr").count() == 0
    figures = screens.world.figures()
    assert not any(name.startswith(CASE_FACTS) for name in figures), figures
