"""A fly-tip from the street to the last word: reported, asked about, done, not done, done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from journeys.stories.people import Screen, Screens

pytestmark = pytest.mark.browser
STREET = "Quay Street"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    from PIL import Image

    made = tmp_path / "mattress.jpg"
    Image.new("RGB", (80, 60), "#0b4b54").save(made, "JPEG")
    return made


def report(amina: Screen, picture: Path, *, on_the_map: bool, prefix: str = "") -> None:
    """Answer every question, up to check answers."""
    amina.go(f"{prefix}/s/fly-tipping")
    amina.press("button.govuk-button--start")
    amina.answer("no")
    if on_the_map:
        amina.page.click("[data-map-locate]")
        amina.page.wait_for_selector(f"#map-said:has-text('{STREET}')")
        amina.write("#detail", "by the blue gate")
        amina.next()
    else:
        amina.write("#query", STREET)
        amina.write("#detail", "by the blue gate")
        amina.next()
        if amina.page.locator("input[name=answer]").count() and "99000015" in amina.page.content():
            amina.answer("99000015")
    amina.answer("road")
    amina.answer("furniture", "bags")
    amina.write("#answer", "3")
    amina.next()
    amina.answer("van")
    amina.answer("no")
    amina.attach("#file", picture)
    amina.next()
    assert amina.page.locator("img.pr-photo").is_visible(), "the picture is shown before it is sent"
    amina.next()
    amina.answer("no")
    amina.write("#name", "Amina Yusuf")
    amina.choose("input[name=contact][value=email]")
    amina.write("#email", "amina@example.com")
    amina.next()


WAYS = {
    "by mouse on the map": {"on_the_map": True},
    "without scripts": {"scripts": False},
    "on a small phone": {"width": 320},
    "in Welsh": {"prefix": "/cy"},
    "by keyboard alone": {"keyboard": True},
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_given_a_fly_tip_when_it_is_not_really_gone_then_it_comes_back_under_the_same_reference(
    screens: Screens, picture: Path, way: dict[str, Any]
) -> None:
    from journeys.stories.reporting import act
    from journeys.stories.views import Story, find, one_story
    from journeys.stories.world import link_in, reference_in

    world, asked = screens.world, dict(way)
    prefix, on_the_map = asked.pop("prefix", ""), asked.pop("on_the_map", False)

    # Given Amina has reported a fly-tip with a photo and its place
    amina = screens.resident(**asked)
    report(amina, picture, on_the_map=on_the_map, prefix=prefix)
    assert STREET in amina.text
    amina.press("form[action$='/send'] button")
    assert "govuk-panel" in amina.page.content()
    reference = amina.reference
    world.afterwards()
    (received,) = world.emails("amina@example.com")
    assert reference_in(received) == reference
    assert ("Diolch" in received or "cyfeirnod" in received.lower()) == bool(prefix), received

    # When the officer sets a day and asks her something
    tom = screens.staff("tom.fletcher")
    tom.go("/desk/cases")
    tom.press("table tbody tr a >> nth=0")
    assert tom.page.locator(".pr-photos img").count() == 1
    act(tom, "schedule", {"on-day": "21", "on-month": "10", "on-year": "2026"})
    act(tom, "ask", {"text": "Is the gate locked?"})
    assert "Waiting for the person" in tom.page.inner_text(".pr-case-head")
    world.afterwards()
    question = next(text for text in world.emails("amina@example.com") if "Is the gate locked?" in text)

    # And she answers by the link in her email
    amina.go(prefix + link_in(question))
    assert "Is the gate locked?" in amina.text
    amina.write("#text", "No, it stands open.")
    amina.press("button[name=act][value=answer]")
    assert amina.page.locator(".govuk-notification-banner--success").count() == 1
    world.afterwards()
    tom.page.reload()
    assert "No, it stands open." in tom.text
    assert "Day set" in tom.page.inner_text(".pr-case-head"), "the day still stands"

    # And the work is done
    world.it_is("2026-10-21 11:00")
    act(tom, "done", {"text": "We cleared it."}, picture)
    world.afterwards()
    assert any("We cleared it." in text for text in world.emails("amina@example.com"))

    # When she rings without her reference: "it is still there"
    world.it_is("2026-10-22 10:00")
    sam = screens.staff("sam.okafor")
    find(sam, STREET, by="place")
    sam.press(f"main a:has-text('{STREET}') >> nth=0")
    sam.press("table tbody tr a >> nth=0")
    assert reference in sam.text
    act(sam, "reopen", {"reason": "still there", "text": "She says the mattress is still there."})
    assert "Reopened" in sam.page.inner_text(".pr-case-head")
    world.afterwards()
    assert reference_in(world.emails("amina@example.com")[-1]) == reference

    # Then the four views tell one story
    story = Story(
        reference=reference,
        detail="amina@example.com",
        status="Opened again",
        desk_status="Reopened",
        service="Report fly-tipping",
        officer="tom.fletcher",
        figures={"case opened": 1, "case done kept": 1, "case reopened too soon": 1},
    )
    one_story(screens, story)
