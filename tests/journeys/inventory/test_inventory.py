"""The inventory is whole: no route, role, form or limit is without its states, and every state is what it says."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from journeys.inventory.collecting import Seen

pytestmark = pytest.mark.django_db
LEADS_ON = {
    "desk-assist": "leads to where a journey stands",
    "desk-assist-picture": "is a picture, and only for whoever added it",
    "desk-identity": "leads to the council's identity provider",
    "desk-identity-back": "leads on to the desk, or to what went wrong",
    "desk-hold-lift": "is posted to; looked at, it leads to the hold",
    "mfa_login_webauthn": "answers the script of the sign-in page",
    "resident:change": "leads to the question to be asked again",
    "resident:exit": "leaves for another site",
    "resident:finish": "is posted to; looked at, it leads to the first page",
    "resident:journey": "leads to where a journey stands",
    "resident:picture": "is a picture, and only for whoever added it",
    "resident:send": "is posted to; looked at, it leads to where a journey stands",
    "resident:start": "is posted to; looked at, it leads to the page before a journey",
}
"""Routes that never show a page of their own when all is well."""
COUNCIL = ("Haverstock Borough Council", "Cyngor Bwrdeistref Haverstock", "مجلس بلدية هافرستوك")
NEVER_WRONG = {
    "desk-find": "whatever is said is looked for",
    "desk-help": "whatever is said is looked for",
    "desk-holds": "whoever is said is looked for",
    "desk-person-needs": "any ticks will do",
    "desk-staff": "whoever is said is looked for",
    "resident:sent": "a face and a reason are offered, not asked for",
    "resident:start": "one tick, or none",
}
"""Forms that nobody can fill in wrongly."""


def test_every_state_that_is_declared_was_reached(inventory: list[Seen]) -> None:
    assert [f"{seen.name}: {seen.trouble}" for seen in inventory if seen.trouble] == []


def test_no_state_is_declared_twice(inventory: list[Seen]) -> None:
    twice = {name for name, times in Counter(seen.name for seen in inventory).items() if times > 1}
    assert twice == set()


def test_every_route_has_its_page_or_is_known_to_have_none(inventory: list[Seen]) -> None:
    from journeys.inventory.site import routes

    without = []
    for route in routes():
        own = [seen for seen in inventory if seen.route == route.name and seen.made_by == route.name]
        shown = any(seen.is_page and seen.status == 200 for seen in own)
        posted = any(seen.status == 405 for seen in own)
        other = any(seen.status < 300 and not seen.is_page or seen.kind.startswith("application/") for seen in own)
        if shown == (route.name in LEADS_ON) and not posted and not other:
            without.append(route.name)
    assert without == []


def test_no_answer_is_a_fault(inventory: list[Seen]) -> None:
    faults = {seen.name for seen in inventory if seen.status >= 500 and seen.state != "broken"}
    assert {name for name in faults if not name.startswith("healthz")} == set()


def test_the_desk_lets_in_whom_the_policy_names_and_nobody_else(inventory: list[Seen]) -> None:
    from journeys.inventory.scene import STAFF
    from journeys.inventory.site import routes

    desk = {route.name: route.policy for route in routes() if route.policy.who == "staff"}
    refused = {role: set() for role in STAFF}
    for seen in (s for s in inventory if s.route in desk and s.state == "ordinary" and s.status != 405):
        if seen.role not in STAFF:
            assert seen.status == 302, seen.name
        elif seen.status == 403:
            assert desk[seen.route].acts, seen.name
            refused[seen.role].add(seen.route)
        else:
            asks_for_more = seen.status == 400 and seen.kind == "application/json"  # the map's script says where
            assert asks_for_more or seen.status in {200, 302, 404, 410}, seen.name
    assert all(refused[role] for role in ("officer", "councillor", "administrator"))
    assert "desk-home" not in set().union(*refused.values()), "everybody begins somewhere"


def test_every_form_that_asks_for_something_is_there_filled_in_wrongly(inventory: list[Seen]) -> None:
    from journeys.inventory.forms import forms
    from journeys.inventory.scene import SCENES

    gallery = "resident:piece"
    asked = {f for seen in inventory if seen.is_page and seen.route != gallery for f in forms(seen.html, seen.made_by)}
    wrong = {scene.form for scene in SCENES if scene.form}
    assert asked - wrong - set(NEVER_WRONG) == set(), "declare a scene in which each is wrong"
    assert set(NEVER_WRONG) - asked == set()


def test_what_is_shown_again_of_a_form_of_the_desk_is_what_somebody_wrote_and_all_of_it(inventory: list[Seen]) -> None:
    from journeys.inventory.forms import controls
    from portreeve.channels.staff_desk.access import CHOSEN
    from portreeve.channels.staff_desk.once import OURS
    from portreeve.screens.web import walking

    written, chosen = set(), set()
    for seen in (one for one in inventory if one.is_page and one.status < 500):  # a fault's page sends all of it again
        for form, name, is_written in controls(seen.html, seen.made_by):
            if form.startswith("desk-") and not form.startswith("desk-assist"):  # these are a journey's own
                (written if is_written else chosen).add(name)
    assert written & CHOSEN == {"code"}, "nobody would see again what they wrote there; a secret code nobody shall"
    assert chosen - CHOSEN - OURS - walking.OURS == set(), "a code would be shown as what somebody wrote"
    assert {"note", "why", "fix"} <= written


def test_every_limit_has_its_page(inventory: list[Seen]) -> None:
    from journeys.inventory.site import routes

    limited = {route.name for route in routes() if route.policy.limit}
    assert {seen.route for seen in inventory if seen.state == "too often" and seen.status == 429} == limited


def test_every_address_that_names_something_has_an_answer_for_what_is_not_there(inventory: list[Seen]) -> None:
    from journeys.inventory.site import routes

    named = {route.name for route in routes() if route.fields}
    answered = {seen.route for seen in inventory if seen.state == "not there" and seen.status in {404, 405, 410}}
    assert named - answered <= {"mfa_remove_webauthn", *LEADS_ON}, "these lead on before they look"


def test_every_page_has_one_heading_and_says_in_its_title_when_something_is_wrong(pages: list[Seen]) -> None:
    from journeys.inventory.scene import WRONG

    amiss = []
    for seen in pages:
        title = re.search(r"<title>\s*(.*?)\s*</title>", seen.html, re.DOTALL)
        name = title[1] if title else ""
        says = name.startswith(("Error: ", "Gwall: ", "خطأ: "))
        ours = seen.html.count("<h1") == 1 and name.endswith(COUNCIL)
        if not ours or says != (WRONG in seen.html):
            amiss.append(f"{seen.name}: {name}")
    assert amiss == []


def test_pages_of_the_public_site_have_titles_of_their_own(inventory: list[Seen]) -> None:
    titles: dict[str, set[str]] = {}
    for seen in inventory:
        if seen.role == "nobody" and seen.language == "en" and seen.state == "ordinary" and seen.status == 200:
            title = re.search(r"<title>(.*?)</title>", seen.html, re.DOTALL)
            if seen.route.startswith("resident:") and title:
                titles.setdefault(title[1].strip(), set()).add(seen.route)
    assert {title: routes for title, routes in titles.items() if len(routes) > 1} == {}
    assert len(titles) > 12
