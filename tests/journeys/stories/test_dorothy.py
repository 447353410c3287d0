"""Dorothy has a landline, reads large print and is not rung before noon: all reaches her, nothing early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from journeys.stories.people import Screen, Screens

pytestmark = pytest.mark.browser


def test_given_a_landline_only_when_anything_happens_then_somebody_rings_her_after_noon(screens: Screens) -> None:
    from journeys.stories.reporting import DOROTHY, act, fly_tip, send, serve
    from journeys.stories.views import Story, one_story

    world = screens.world
    # Given she rings at ten about a mattress in her street
    sam = screens.staff("sam.okafor")
    serve(sam, "fly-tipping")
    fly_tip(sam, DOROTHY)
    reference = send(sam)
    tom = screens.staff("tom.fletcher")

    # Then the receipt is a call that is owed after noon
    world.afterwards()
    ring(screens, "tom.fletcher", saying=reference, early="2026-10-19 11:00", late="2026-10-19 12:30")

    # When the officer asks her something, the question is a call after noon, and her answer is written down
    world.it_is("2026-10-20 09:30")
    tom.go("/desk/cases")
    tom.press("table tbody tr a >> nth=0")
    case = tom.page.url
    act(tom, "ask", {"text": "Is the gate locked?"})
    world.afterwards()
    world.it_is("2026-10-20 12:15")
    tom.go(case)
    act(tom, "answer", {"question": "", "text": "She says it stands open."})
    assert "She says it stands open." in tom.text
    ring(screens, "tom.fletcher", saying="Is the gate locked?", late="2026-10-20 12:20")
    clear_calls(screens, "2026-10-20 12:40")

    # When the promise breaks she is told the new date, after noon
    world.it_is("2026-10-27 09:10")
    world.afterwards()
    ring(screens, "tom.fletcher", saying="The new date is", early="2026-10-27 09:15", late="2026-10-27 12:05")

    # And when it is done, that too
    world.it_is("2026-10-28 08:30")
    tom.go(case)
    act(tom, "done", {"text": "We cleared it."})
    world.afterwards()
    ring(screens, "tom.fletcher", saying="We cleared it.", early="2026-10-28 09:00", late="2026-10-28 13:00")
    assert world.calls() == []
    assert not list(world.post.taken_by_anybody()), "nothing went by email, text or post: she has none of them"

    story = Story(
        reference=reference,
        detail="01632 960222",
        status="Done",
        desk_status="Done",
        service="Report fly-tipping",
        officer="tom.fletcher",
        figures={"case opened": 1, "case done broken": 1, "promise broken done": 1},
    )
    one_story(screens, story)


def test_given_an_address_too_when_anything_happens_then_it_comes_as_a_letter_in_large_print(screens: Screens) -> None:
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.foundation.pure.channel import Channel
    from portreeve.modules.cases import api as cases
    from portreeve.modules.cases.types import NewCase
    from portreeve.modules.catalogue import api as catalogue
    from portreeve.modules.journeys.types import Roles
    from portreeve.modules.people import api as people
    from portreeve.modules.people.types import Format, NewParty

    world, by = screens.world, system("tests")
    new = NewParty(
        name="Dorothy Marsh",
        landline="01632 960222",
        post="5 Quay Street\nHaverstock\nHV1 6AE",
        format=Format.LARGE_PRINT,
    )
    dorothy = people.add_party(new=new, by=by, at=clock.now())
    opened = cases.open_case(
        new=NewCase(
            service="fly-tipping",
            version=catalogue.published("fly-tipping").version,
            channel=Channel.PHONE,
            roles=Roles(asker=dorothy, subject=dorothy, told=dorothy),
            answers={"place": {"text": "Quay Street", "usrn": world.street}, "what": ["furniture"]},
        ),
        by=world.staff("sam.okafor"),
        at=clock.now(),
    )
    world.afterwards()
    cases.done(case=opened.case, text="We cleared it.", by=system("tests"), at=clock.now())
    world.afterwards()
    received, done = world.letters("Dorothy Marsh")
    assert received.format == done.format == "large print"
    assert "5 Quay Street" in received.to
    assert "We cleared it." in done.text
    assert world.calls() == []


def ring(screens: Screens, who: str, *, saying: str, late: str, early: str = "") -> None:
    """See that a call is owed that says this, not before noon, and make it at a time that is safe."""
    world = screens.world
    owed = next(call for call in world.calls() if saying in call.script)
    assert owed.name == "Dorothy Marsh"
    assert owed.numbers == ("01632 960222",)
    from portreeve.foundation.clock import api as clock

    assert clock.local(owed.listing.call_from).hour >= 12
    assert clock.local(owed.listing.due_at).hour >= 12
    caller = screens.staff(who)
    if early:
        world.it_is(early)
        caller.go(f"/desk/calls/{owed.listing.id}")
        assert caller.page.locator(".govuk-warning-text").count() == 1, "not before noon"
    world.it_is(late)
    caller.go(f"/desk/calls/{owed.listing.id}")
    assert caller.page.locator(".govuk-warning-text").count() == 0
    assert saying in caller.text
    spoke(caller)


def spoke(caller: Screen) -> None:
    """Write down that she was spoken to."""
    caller.choose("input[name=outcome][value=spoke]")
    caller.press("form[action$='/made'] button.govuk-button")


def clear_calls(screens: Screens, at: str) -> None:
    """Make every other call that is owed by now, such as the thanks for an answer."""
    world = screens.world
    world.it_is(at)
    world.afterwards()
    caller = screens.staff("tom.fletcher")
    for owed in world.calls():
        caller.go(f"/desk/calls/{owed.listing.id}")
        spoke(caller)
