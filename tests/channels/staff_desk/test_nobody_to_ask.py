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
