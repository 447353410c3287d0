"""A posted form as a reply to a step."""

from __future__ import annotations

from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Part
from portreeve.screens.web.reading import read_form
from portreeve.screens.web.samples import FEW, MORE, make_ask


def test_only_the_fields_of_the_question_are_read() -> None:
    typed = {"answer": ["Mill Lane"], "csrfmiddlewaretoken": ["x"], "email": ["a@example.com"], "key": ["k"]}
    assert read_form(make_ask(QuestionType.TEXT), typed) == {"answer": "Mill Lane"}


def test_several_are_read_as_a_list() -> None:
    ask = make_ask(QuestionType.SEVERAL, choices=FEW)
    assert read_form(ask, {"answer": ["refuse", "garden"]}) == {"answer": ["refuse", "garden"]}
    assert read_form(ask, {}) == {"answer": []}


def test_a_date_is_read_in_its_parts() -> None:
    typed = {"day": ["3"], "month": ["11"], "year": ["2026"]}
    assert read_form(make_ask(QuestionType.DATE), typed) == {"day": "3", "month": "11", "year": "2026"}


def test_the_number_under_the_chosen_way_is_the_phone() -> None:
    typed = {"contact": ["text"], "phone_text": ["07700 900111"], "phone_call": ["01632 960222"]}
    assert read_form(make_ask(QuestionType.PERSON), typed)["phone"] == "07700 900111"
    assert read_form(make_ask(QuestionType.PERSON), {**typed, "contact": ["call"]})["phone"] == "01632 960222"
    assert read_form(make_ask(QuestionType.PERSON), {**typed, "phone_text": [" "]})["phone"] == "01632 960222"


def test_the_button_that_takes_one_out_wins_over_a_chosen_radio() -> None:
    ask = make_ask(QuestionType.GROUP, Part.MORE, MORE)
    assert read_form(ask, {"answer": ["remove.1", "yes"]})["answer"] == "remove.1"


def test_an_empty_action_is_no_action() -> None:
    assert "action" not in read_form(make_ask(QuestionType.TEXT), {"action": [""], "answer": ["x"]})
    assert read_form(make_ask(QuestionType.TEXT), {"action": ["skip"]}) == {"action": "skip"}
