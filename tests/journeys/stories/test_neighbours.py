"""Two neighbours: what is one job for both, what is a job for each, and what neither may learn of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from journeys.stories.people import Screens

pytestmark = pytest.mark.browser


def test_given_two_neighbours_and_one_fly_tip_when_the_first_withdraws_then_the_second_is_still_told(
    screens: Screens,
) -> None:
    from journeys.stories.reporting import AMINA, GWEN, act, begin, fly_tip, send
    from journeys.stories.views import Story, one_story, track
    from journeys.stories.world import link_in
    from portreeve.modules.cases.models import Case

    world = screens.world
    # Given Amina has reported it in English
    amina = screens.resident()
    begin(amina, "fly-tipping")
    fly_tip(amina, AMINA)
    aminas = send(amina)
    # When Gwen reports it in Welsh, and says that it is the same
    gwen = screens.resident()
    begin(gwen, "fly-tipping", "/cy")
    fly_tip(gwen, GWEN, same="join")
    gwens = send(gwen)
    # Then it is one job under two references
    assert Case.objects.count() == 1
    assert aminas != gwens
    world.afterwards()
    (hers,), (other,) = world.emails("amina@example.com"), world.emails("gwen@example.com")
    assert aminas in hers
    assert gwens not in hers
    assert gwens in other
    assert aminas not in other
    assert "cyfeirnod" in other.lower(), "Gwen is written to in Welsh"
    for name in ("Amina", "Yusuf"):
        assert name not in other
        assert name not in gwen.page.content()

    # When Amina asks for a link and takes hers back
    amina = track(screens, aminas, "amina@example.com", amina)
    amina.press("button[name=action][value=access]")
    world.afterwards()
    amina.go(link_in(world.emails("amina@example.com")[-1]))
    amina.press("main form button.govuk-button >> nth=0")
    amina.page.click("details:has(button[value=withdraw]) summary")
    amina.press("button[value=withdraw]")
    world.afterwards()
    told = len(world.emails("amina@example.com"))

    # And the work is done
    tom = screens.staff("tom.fletcher")
    tom.go("/desk/cases")
    tom.press("table tbody tr a >> nth=0")
    act(tom, "done", {"text": "We cleared it."})
    world.afterwards()
    # Then Gwen is told, in Welsh, and Amina no more
    assert "We cleared it." in world.emails("gwen@example.com")[-1]
    assert len(world.emails("gwen@example.com")) == 2
    assert len(world.emails("amina@example.com")) == told
    story = Story(
        reference=gwens,
        detail="gwen@example.com",
        status="Done",
        desk_status="Done",
        service="Report fly-tipping",
        officer="tom.fletcher",
        figures={"case opened": 1, "case joined": 1, "case done kept": 1},
    )
    one_story(screens, story)
    back = track(screens, aminas, "amina@example.com")
    assert "Taken back" in back.page.inner_text(".pr-status")
    assert "We cleared it." not in back.text


def test_given_two_neighbours_bins_when_both_are_missed_then_they_are_two_jobs(screens: Screens) -> None:
    from journeys.stories.reporting import AMINA, GWEN, begin, missed_bin, send
    from journeys.stories.views import Story, one_story
    from portreeve.modules.cases.models import Case

    world = screens.world
    world.it_is("2026-10-19 17:30:00")
    world.bins_are_due("2026-10-19")
    references = []
    for teller, number, prefix in ((AMINA, "1", ""), (GWEN, "3", "/cy")):
        who = screens.resident()
        begin(who, "missed-bin", prefix)
        missed_bin(who, teller, number)
        references.append(send(who))
    assert Case.objects.count() == 2
    world.afterwards()
    for reference, teller in zip(references, (AMINA, GWEN), strict=True):
        story = Story(
            reference=reference,
            detail=teller.email,
            status="Received",
            desk_status="Received",
            service="Report a missed bin",
            officer="priya.nair",
            figures={"case opened": 2},
            public=False,
        )
        one_story(screens, story)


def test_given_somebody_has_reported_a_neighbour_when_another_does_then_they_learn_nothing(screens: Screens) -> None:
    from portreeve.modules.cases.models import Case

    pages = []
    for email in ("amina@example.com", "gwen@example.com"):
        who = screens.resident()
        pages.append(report_noise(who, email))
    assert Case.objects.count() == 2
    assert pages[0] == pages[1], "the second saw the same pages as the first, and none about another report"
    screens.world.afterwards()
    for email in ("amina@example.com", "gwen@example.com"):
        (told,) = screens.world.emails(email)
        assert "anti-social" not in told.lower().partition("\n")[0], "the subject line says nothing of it"
    for name in ("tom.fletcher", "priya.nair"):
        officer = screens.staff(name)
        officer.go("/desk/cases?open=all")
        assert officer.page.locator("table tbody tr").count() == 0
    councillor = screens.staff("colin.reeve")
    councillor.go(f"/desk/streets/{screens.world.street}")
    assert "anti-social" not in councillor.text.lower()


def report_noise(who, email: str) -> list[str]:
    """Report a neighbour's noise; returns the headings of the pages on the way."""
    from journeys.stories.reporting import USRN, begin

    seen: list[str] = []

    def on() -> None:
        seen.append(who.heading)

    begin(who, "anti-social-behaviour")
    who.answer("no")
    on()
    who.answer("noise")
    on()
    who.write("#query", "Quay Street")
    who.next()
    if who.page.locator(f"input[name=answer][value='{USRN}']").count():
        who.answer(USRN)
    on()
    for field, text in (("#day", "18"), ("#month", "10"), ("#year", "2026")):
        who.write(field, text)
    who.next()
    on()
    who.press("button[value=skip]")
    who.answer("weekly")
    who.press("button[value=skip]")
    who.write("#answer", "Music until three in the morning.")
    who.next()
    on()
    who.press("button[value=skip]")
    who.press("button[value=skip]")
    who.answer("no")
    on()
    who.write("#name", "A neighbour")
    who.choose("input[name=contact][value=email]")
    who.write("#email", email)
    who.next()
    on()
    who.press("form[action$='/send'] button")
    on()
    return seen
