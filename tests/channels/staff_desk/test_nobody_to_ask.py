"""Where nobody can be told or asked, an officer is told so at that moment; nothing is sent to nobody."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize(("language", "said"), [("", "Nobody can be asked"), ("/cy", "Nid oes neb i'w holi")])
def test_an_officer_is_told_that_an_anonymous_reporter_cannot_be_asked(as_staff, open_one, language, said) -> None:
    from portreeve.modules.cases.models import Question

    address = f"{language}/desk/cases/{open_one(None).public_id}"
    tom = as_staff("tom.fletcher")
    page = tom.get(address)
    assert said in text(page).replace("&#39;", "'")
    assert f'action="{address}/ask"' not in page.content.decode(), "no form that leads nowhere"
    assert tom.post(f"{address}/ask", {"text": "Where exactly?"}).status_code == 422
    assert Question.objects.count() == 0


def test_an_update_to_nobody_does_not_say_that_it_is_on_its_way(as_staff, open_one) -> None:
    address = f"/desk/cases/{open_one(None).public_id}"
    tom = as_staff("tom.fletcher")
    assert "Nothing is sent." in text(tom.get(address))
    done = tom.post(f"{address}/update", {"text": "We are coming.", "audience": "reporters"}, follow=True)
    assert "Nobody was told" in text(done)
    assert "on its way" not in text(done)


def test_somebody_who_can_be_reached_is_asked_as_ever(as_staff, cast, open_one) -> None:
    address = f"/desk/cases/{open_one(cast.amina).public_id}"
    tom = as_staff("tom.fletcher")
    page = tom.get(address)
    assert f'action="{address}/ask"' in page.content.decode()
    assert "Nobody can be asked" not in text(page)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", "1 other person gave no name. This question cannot reach them"),
        ("/cy", "Ni roddodd 1 person arall enw. Ni all y cwestiwn hwn"),
    ],
)
def test_of_several_reporters_those_without_a_name_are_said_to_be_left_out_of_a_question(
    as_staff, cast, open_one, language, said
) -> None:
    from integration.cases.scene import submission
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import resident
    from portreeve.modules.cases import api as cases

    one = open_one(cast.amina)
    address, tom = f"{language}/desk/cases/{one.public_id}", as_staff("tom.fletcher")
    assert said not in text(tom.get(address))
    cases.CaseFulfilment().fulfil(
        submission("fly-tipping", None, duplicate=f"join:{one.public_id}"), by=resident(None), at=clock.now()
    )
    page = tom.get(address)
    assert page.content.decode().count("gave no name. This question" if not language else "Ni all y cwestiwn hwn") == 1
    assert said in text(page)
    assert f'action="{address}/ask"' in page.content.decode(), "the other can still be asked"
