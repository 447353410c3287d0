"""On the page of a case: how people were in touch about it, and a duplicate that is none after all."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def text(response) -> str:
    """Return a page as words, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def in_touch(cast, open_one):
    """A case that Amina rang about, while Sam served her; the same call was about another case too."""
    from portreeve.foundation.accounts.models import Account
    from portreeve.foundation.pure.events import Recorded
    from portreeve.foundation.pure.ids import uuid7
    from portreeve.modules.cases.events import CaseChased, CaseReopened
    from portreeve.modules.contacts import jobs

    made, other, spell = open_one(cast.amina), open_one(cast.amina), uuid7()
    sam = str(Account.objects.get(pk=cast.sam.id).pk)
    of = {"service": "fly-tipping", "team": "street-scene", "channel": "phone"}
    for event in (
        CaseChased(subject=made.case, cause="no news", **of),
        CaseReopened(subject=other.case, reason="came back", closed_too_soon=False, was="done", update=uuid7(), **of),
    ):
        jobs.follow(Recorded(uuid7(), event, AT, "staff", sam, "phone", None, "", spell))
    return made


def test_who_may_know_people_sees_how_they_were_in_touch_and_only_about_this_case(as_staff, in_touch) -> None:
    address = f"/desk/cases/{in_touch.public_id}"
    shown = text(as_staff("tom.fletcher").get(address))
    assert "How people were in touch about it Phone: asked how it goes" in shown
    assert "with Sam Okafor" in shown
    assert "brought it back" not in shown
    assert "Sut y cysylltodd pobl yn ei gylch Ffôn: holi" in text(as_staff("tom.fletcher").get(f"/cy{address}"))


def test_who_may_not_know_its_people_does_not_see_how_they_were_in_touch(cast, in_touch) -> None:
    from portreeve.channels.staff_desk import presenting
    from portreeve.foundation.design.api import words
    from portreeve.modules.cases import api as cases

    def shown(actor):
        return presenting.present(cases.case(case=in_touch.case, actor=actor, at=AT), words("en"), actor, AT)

    assert [one.channel for one in shown(cast.tom).contacts] == ["phone"]
    assert shown(cast.sam).contacts == ()


def test_a_duplicate_says_where_its_people_are_and_is_taken_apart_with_a_reason(as_staff, cast, open_one) -> None:
    first, copy = open_one(cast.amina), open_one(cast.gwen)
    tom, address = as_staff("tom.fletcher"), f"/desk/cases/{copy.public_id}"
    assert 'id="act-apart"' not in tom.get(address).content.decode()
    tom.post(f"{address}/duplicate", {"original": first.public_id})
    joined = tom.get(address)
    assert f"are with case {first.public_id}" in text(joined)
    assert "gave no name, or took it back" not in text(joined)
    assert 'id="act-apart"' in joined.content.decode()
    assert 'id="act-reopen"' not in joined.content.decode()
    without = tom.post(f"{address}/apart", {"text": " "})
    assert without.status_code == 422
    assert 'href="#apart--text"' in without.content.decode()
    done = tom.post(f"{address}/apart", {"text": "That one is a fridge."})
    apart = text(tom.get(done["Location"]))
    assert "The case is open again with its own people" in apart
    assert "Gwen Pritchard" in apart
    assert "That one is a fridge." in apart
    assert "Gwen Pritchard" not in text(tom.get(f"/desk/cases/{first.public_id}"))
