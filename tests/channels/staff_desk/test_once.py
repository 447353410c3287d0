"""Every form of the desk that writes carries the key of its page: sent twice it is done once and answered twice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

import pytest

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).parents[3] / "src/portreeve/channels/staff_desk/templates/desk"
READING = {"desk-find", "desk-help", "desk-here", "desk-holds", "desk-staff"}
"""Routes whose posts write nothing of anybody: what is looked for is posted so that it stands in no address."""
BY_LINK = {"desk-invitation"}
"""Routes that work once by themselves: their address holds what is used up."""
KEY = "0123456789abcdef0123456789abcdef"


def taking_posts() -> list[tuple[str, str]]:
    """Return the routes of the desk that take a posted form, with an address of each."""
    from django.urls import reverse

    from portreeve.channels.staff_desk.urls import urlpatterns

    found = []
    for route in urlpatterns:
        known = {
            n: uuid4() if type(c).__name__ == "UUIDConverter" else "x" for n, c in route.pattern.converters.items()
        }
        found.append((route.name, reverse(route.name, kwargs=known)))
    return found


def test_no_route_of_the_desk_writes_for_a_form_without_a_key(as_staff, cast) -> None:
    from django.test import Client

    from portreeve.foundation.accounts.models import Account

    plain = Client()
    as_staff("tom.fletcher")
    plain.force_login(Account.objects.get(email="tom.fletcher@haverstock.example"))
    answers = {name: plain.post(address, {"text": "A wall is down."}) for name, address in taking_posts()}
    writing = {name: one for name, one in answers.items() if one.status_code != 405 and name not in READING | BY_LINK}
    assert len(writing) > 20
    for name, response in writing.items():
        assert response.status_code == 400, name
        assert "This page is too old" in response.content.decode(), name
        assert "A wall is down." in response.content.decode(), name


def test_every_form_of_the_desk_carries_the_key() -> None:
    posted = re.compile(r'<form[^>]*method="post"(.*?)</form>', re.DOTALL)
    forms = [(page.name, form) for page in TEMPLATES.glob("*.html") for form in posted.findall(page.read_text())]
    assert len(forms) > 25
    assert [name for name, form in forms if "csrf_input" not in form] == []


def test_a_form_as_it_is_shown_has_a_key_that_is_new_each_time(as_staff, cast, open_one) -> None:
    tom, address = as_staff("tom.fletcher"), f"/desk/cases/{open_one(cast.amina).public_id}"
    one, other = (set(re.findall(r'name="page_key" value="(\w+)"', tom.get(address).content.decode())) for _ in "ab")
    assert len(one) == len(other) == 1
    assert one != other


def written() -> tuple[int, ...]:
    """Return how much has been written so far, by kind: what a second sending must not add to."""
    from portreeve.foundation.outbox.models import OutboxEvent
    from portreeve.modules.cases.models import Case, Update
    from portreeve.modules.contacts.models import Contact
    from portreeve.modules.journeys.models import Journey
    from portreeve.modules.people.models import Party

    return tuple(model.objects.count() for model in (OutboxEvent, Case, Update, Contact, Journey, Party))


DAY = {"on-day": "25", "on-month": "11", "on-year": "2026"}
ACTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("note", {"text": "The gate is locked."}),
    ("update", {"text": "We have seen it.", "audience": "reporters"}),
    ("schedule", DAY),
    ("done", {"text": "All cleared."}),
    ("close", {"reason": "not ours", "text": "It is on private land."}),
    ("chase", {}),
    ("pass-on", {"body": "The water company"}),
)


def sent_twice(client: Any, address: str, **typed: Any) -> None:
    """Send one form twice, as by a double click, and look at what it did."""
    before = written()
    first = client.post(address, {**typed, "page_key": KEY})
    between = written()
    second = client.post(address, {**typed, "page_key": KEY})
    assert first.status_code == second.status_code == 302, re.sub(r"<[^>]+>|\s+", " ", first.content.decode())[:2000]
    assert first["Location"] == second["Location"]
    assert between != before, "it was done"
    assert written() == between, "and only once"


@pytest.mark.parametrize(("act", "typed"), ACTS, ids=[name for name, _ in ACTS])
def test_an_act_sent_twice_is_done_once_and_answered_twice(as_staff, cast, open_one, act, typed) -> None:
    address = f"/desk/cases/{open_one(cast.amina).public_id}"
    tom = as_staff("tom.fletcher")
    revision = re.search(r'name="revision" value="(\d+)"', tom.get(address).content.decode())[1]
    sent_twice(tom, f"{address}/{act}", revision=revision, **typed)


def test_a_photo_sent_twice_is_kept_once(as_staff, cast, open_one) -> None:
    from channels.resident_web.test_journeys import photo
    from portreeve.foundation.files.models import StoredFile

    tom, address = as_staff("tom.fletcher"), f"/desk/cases/{open_one(cast.amina).public_id}/note"
    for _ in range(2):
        tom.post(address, {"text": "As it is now.", "files": photo(), "page_key": KEY})
    assert StoredFile.objects.count() == 1


def test_the_same_page_with_something_else_typed_is_another_write(as_staff, cast, open_one) -> None:
    from portreeve.modules.cases.models import Update

    tom, address = as_staff("tom.fletcher"), f"/desk/cases/{open_one(cast.amina).public_id}/note"
    for text in ("Rang, no answer.", "Rang again, she is in."):
        assert tom.post(address, {"text": text, "page_key": KEY}).status_code == 302
    assert Update.objects.filter(kind="note").count() == 2


def test_what_was_refused_may_be_sent_again(as_staff, cast, open_one) -> None:
    tom, address = as_staff("tom.fletcher"), f"/desk/cases/{open_one(cast.amina).public_id}/note"
    for _ in range(2):
        assert tom.post(address, {"text": "", "page_key": KEY}).status_code == 422


def test_acts_on_many_cases_sent_twice_are_done_once_and_say_the_same(as_staff, cast, open_one) -> None:
    helen, one = as_staff("helen.ward"), open_one(cast.amina)
    sent_twice(helen, "/desk/cases/bulk", act="update", text="Soon.", case=[str(one.case)])
    again = {"act": "update", "text": "Soon.", "case": [str(one.case)], "page_key": KEY}
    assert "Done for 1 case." in helen.post("/desk/cases/bulk", again, follow=True).content.decode()


def test_what_came_of_it_is_for_whoever_did_it(as_staff, cast, open_one) -> None:
    helen, one = as_staff("helen.ward"), open_one(cast.amina)
    typed = {"act": "update", "text": "Soon.", "case": [str(one.case)]}
    told = helen.post("/desk/cases/bulk", typed)["Location"]
    assert "Done for 1 case." in helen.get(told).content.decode()
    assert "Done for" not in as_staff("tom.fletcher").get(told).content.decode()


def test_a_list_kept_twice_is_kept_once(as_staff) -> None:
    tom = as_staff("tom.fletcher")
    typed = {"name": "Late", "broken": "1", "page_key": KEY}
    one, other = (tom.post("/desk/cases/save", typed, follow=True).content.decode() for _ in "ab")
    assert "is kept as" in one
    assert "is kept as" in other


def test_a_contact_begun_twice_is_one_and_somebody_is_still_being_served(as_staff, services) -> None:
    sam = as_staff("sam.okafor")
    sent_twice(sam, "/desk/help/begin", **{"channel": "phone", "for": "self"})
    assert "On the phone" in sam.get("/desk/help").content.decode()
    sent_twice(sam, "/desk/help/services/missed-bin/start", language="en")


def test_an_answer_in_a_journey_sent_twice_goes_on_and_is_no_conflict(as_staff, services) -> None:
    sam = as_staff("sam.okafor")
    sam.post("/desk/help/begin", {"channel": "phone", "for": "self"})
    at = sam.post("/desk/help/services/missed-bin/start", {"language": "en"}, follow=True).redirect_chain[-1][0]
    sent_twice(sam, at, action="manual", revision="0")


def test_a_person_added_twice_is_one(as_staff) -> None:
    sent_twice(as_staff("sam.okafor"), "/desk/people/new", name="Karim Haddad", email="karim@example.com")


class Looker:
    """A scanner that finds nothing, and keeps how many writes had begun in the transaction that it was called in."""

    begun: ClassVar[list[int]] = []

    def is_harmful(self, path: Path) -> bool:
        """Keep how many keys of forms were claimed by now."""
        from portreeve.foundation.idempotency.models import Answered

        del path
        self.begun.append(Answered.objects.count())
        return False


@pytest.fixture
def begun(settings: Any) -> list[int]:
    """Return how many writes had begun, each time a file was looked at."""
    from channels.staff_desk.test_once import Looker as Named  # as the settings import it

    settings.FILE_SCANNER = "channels.staff_desk.test_once.Looker"
    Named.begun.clear()
    return Named.begun


def test_the_photos_of_an_act_are_taken_in_before_its_transaction_begins(as_staff, cast, open_one, begun) -> None:
    from channels.resident_web.test_journeys import photo
    from portreeve.modules.cases.models import Update

    tom, address = as_staff("tom.fletcher"), f"/desk/cases/{open_one(cast.amina).public_id}/note"
    tom.post(address, {"text": "Both sides of it.", "files": [photo(), photo(41)]})
    assert begun == [0, 0], "nobody's event waited for them"
    assert len(Update.objects.get(kind="note").files) == 2


def test_the_photo_of_a_question_is_taken_in_before_its_transaction_begins(as_staff, services, begun) -> None:
    from channels.resident_web.test_journeys import photo
    from channels.staff_desk.test_helping import ANSWERS, Adviser
    from portreeve.foundation.files.models import StoredFile
    from portreeve.foundation.idempotency.models import Answered

    sam = Adviser(as_staff("sam.okafor"))
    sam.go("/desk/help")
    sam.serve()
    sam.post("/desk/help/services/missed-bin/start", language="en")
    sam.answer(*ANSWERS[:-1])
    question, before = sam.at, Answered.objects.count()
    for _ in range(2):
        page = sam.post(question, file=photo(), page_key=KEY)
        assert 'class="pr-photo"' in page.content.decode()
    assert begun == [before]
    assert StoredFile.objects.count() == 1, "sent twice, it is taken in once"


def test_an_act_that_cannot_be_done_as_typed_takes_no_photo_in(as_staff, cast, open_one, begun) -> None:
    from channels.resident_web.test_journeys import photo

    tom, case = as_staff("tom.fletcher"), open_one(cast.amina).public_id
    assert tom.post(f"/desk/cases/{case}/note", {"text": "", "files": photo()}).status_code == 422
    assert tom.post(f"/desk/cases/{case}/chase", {"files": photo()}).status_code == 302
    assert tom.post("/desk/cases/NONE/note", {"text": "As it is.", "files": photo()}).status_code == 404
    assert begun == []
