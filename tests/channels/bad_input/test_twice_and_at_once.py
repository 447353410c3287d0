"""A double click, the browser's Back, two tabs, two people in one journey: done once, and nothing typed is lost."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident

HOME = {"line1": "1 Mill Lane", "town": "Haverstock", "postcode": "HV1 2AB"}
CHANGED = [("", "This has changed since you opened the page"), ("/cy", "Mae hwn wedi newid ers i chi agor")]


def twice(resident: Resident, **typed: str) -> tuple[Any, Any]:
    """Send the form of the page twice, as a double click without scripts does; both answers as they come."""
    fields = {"revision": resident.hidden("revision"), "key": resident.hidden("key"), **typed}
    first, second = (resident.client.post(resident.at, fields) for _ in range(2))
    resident.go(second["Location"] if second.status_code == 302 else resident.at)
    return first, second


def test_start_sent_twice_is_one_draft_even_before_the_browser_has_the_visit(resident: Resident) -> None:
    from django.test import Client

    from portreeve.modules.journeys.models import Journey

    resident.go("/s/missed-bin")
    resident.at = "/s/missed-bin/start"
    key = {"key": resident.hidden("key")}
    first, second = twice(resident)
    assert first["Location"] == second["Location"]
    assert resident.heading == "Where is the bin?"
    other = Client().post("/s/missed-bin/start", key)  # sent before the first one's cookie came
    assert other.status_code == 302
    assert Journey.objects.count() == 1
    assert Client().post("/cy/s/missed-bin/start", key).status_code == 302
    assert Journey.objects.count() == 2, "another page, in another language, is another"


def test_start_from_a_page_come_back_to_is_a_new_draft_once_the_first_was_gone_on_with(resident: Resident) -> None:
    from django.test import Client

    from portreeve.modules.journeys.models import Journey

    resident.go("/s/missed-bin")
    key = {"key": resident.hidden("key")}
    resident.start(**key)
    begun = resident.at
    resident.post(action="manual")
    resident.post(**HOME)
    for next_one in (resident.client, Client()):
        led = next_one.post("/s/missed-bin/start", key)["Location"]
        assert led.split("/")[3] not in begun, "what somebody wrote is shown to nobody who presses Back"
    assert Journey.objects.count() == 3
    assert resident.go(begun.replace("/q/where", "/q/bin"))
    assert resident.heading == "Which bin did we miss?"


@pytest.mark.parametrize("key", ["", "short", "x" * 65])
def test_start_from_a_page_without_a_key_begins_as_ever(resident: Resident, key: str) -> None:
    from portreeve.modules.journeys.models import Journey

    for _ in range(2):
        resident.start(key=key)
        assert resident.heading == "Where is the bin?"
    assert Journey.objects.count() == 2


def test_every_answer_sent_twice_goes_on_and_is_kept_once(resident: Resident) -> None:
    resident.start()
    replies = (
        {"query": "1 Mill Lane"},
        {"action": "manual"},
        HOME,
        {"answer": "refuse"},
        {"answer": "out"},
        {"action": "skip"},
        {"name": "Amina Yusuf", "contact": "email", "email": "amina@example.com"},
    )
    for typed in replies:
        first, second = twice(resident, **typed)
        assert second.status_code == first.status_code, typed
        assert resident.status == 200, typed
    assert resident.heading == "Check your answers"
    assert resident.page.count("Black bin") == 1


def test_a_report_sent_twice_is_one_case_and_both_answers_show_it(resident: Resident) -> None:
    from portreeve.modules.cases.models import Case, Reporter

    resident.to_check()
    resident.at = resident.at.replace("/q/~check", "/send")
    first, second = twice(resident)
    assert first["Location"] == second["Location"]
    assert resident.heading == "Report sent"
    assert Case.objects.count() == Reporter.objects.count() == 1


def test_back_sent_twice_loses_nothing(resident: Resident) -> None:
    resident.start()
    resident.post(action="manual")
    resident.post(**HOME)
    _, second = twice(resident, action="back")
    assert second.status_code == 302
    assert resident.heading == "Where is the bin?"
    resident.go(resident.at.replace("/q/where", "/q/bin"))
    assert resident.heading == "Which bin did we miss?", "what was answered stays answered"


@pytest.mark.parametrize(("language", "heading"), CHANGED)
def test_two_tabs_with_different_answers_lose_neither(resident: Resident, language: str, heading: str) -> None:
    resident.start(language=language)
    resident.post(action="manual")
    resident.post(**HOME)
    other_tab, revision = resident.at, resident.hidden("revision")
    resident.post(answer="refuse")
    response = resident.client.post(other_tab, {"revision": revision, "answer": "garden"})
    page = response.content.decode()
    assert response.status_code == 409
    assert heading in page
    assert 'name="answer" value="garden"' in page, "it can be used with one press"
    resident.go(other_tab)
    assert re.search(r'value="refuse" checked', resident.page), "what was answered first still stands"


def test_two_tabs_with_the_same_answer_are_no_conflict(resident: Resident) -> None:
    resident.start()
    resident.post(action="manual")
    resident.post(**HOME)
    other_tab, revision = resident.at, resident.hidden("revision")
    resident.post(answer="refuse")
    assert resident.client.post(other_tab, {"revision": revision, "answer": "refuse"}).status_code == 302


def test_a_form_without_its_revision_overwrites_nothing(resident: Resident) -> None:
    resident.start()
    resident.post(action="manual")
    resident.post(**HOME)
    for forged in ("", "-1", "99", "x"):
        response = resident.client.post(resident.at, {"revision": forged, "answer": "garden"})
        assert response.status_code == 409, forged
    resident.go(resident.at)
    assert "checked" not in resident.page


def test_two_people_in_one_journey_are_told_and_lose_nothing(resident: Resident, as_staff: Any) -> None:
    resident.start()
    resident.post(action="manual")
    resident.post(**HOME)
    page, revision = resident.at, resident.hidden("revision")
    resident.post(page.partition("/q/")[0] + "/adviser")
    sam = as_staff("sam.okafor")
    joined = sam.post("/desk/help/join", {"code": resident.reference}, follow=True)
    assert sam.post(joined.redirect_chain[-1][0], {"revision": revision, "answer": "garden"}).status_code == 302
    theirs = resident.client.post(page, {"revision": revision, "answer": "refuse"})
    assert theirs.status_code == 409
    assert 'name="answer" value="refuse"' in theirs.content.decode()
    resident.go(page)
    assert re.search(r'value="garden" checked', resident.page), "what the adviser filled in stands until they choose"


@pytest.mark.django_db(transaction=True)
def test_a_report_sent_at_the_same_moment_by_two_workers_is_one_case(client: Any) -> None:
    from django.db import connections

    from channels.resident_web.resident import Resident, publish_demo
    from portreeve.modules.cases.models import Case

    publish_demo()
    resident = Resident(client)
    resident.to_check()
    address = resident.at.replace("/q/~check", "/send")
    fields = {name: resident.hidden(name) for name in ("revision", "key")}
    ready, answers = threading.Barrier(2), []

    def send() -> None:
        from django.test import Client

        worker = Client()
        worker.cookies = client.cookies
        ready.wait(10)
        try:
            answers.append(worker.post(address, fields).status_code)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=send) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert answers == [302, 302]
    assert Case.objects.count() == 1
