"""Stops, judged once as their last question is answered and once more at submission; both sides of the clock change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Question, QuestionType, StopKind
from portreeve.modules.journeys.rules import answers_to_send, learn, verdict
from portreeve.modules.journeys.rules.judgement import next_time
from portreeve.modules.journeys.types import Ask, Check, HandOver, HandOverReason, Json, Need, NeedKind, Similar, Tell
from unit.journeys.making import after, begin, nobody_knows, question, service, settled, somebody_knows, stop

COLOURS = question("colour", QuestionType.CHOICE, options=("red", "blue"))


def test_a_stop_is_shown_when_its_last_question_is_answered_and_not_before() -> None:
    made = service(
        COLOURS,
        question("size", QuestionType.NUMBER),
        question("more"),
        stops=(stop("big-red", 'colour == "red" && known(size) && size > 3'),),
    )
    red = after(made, begin(made), {"answer": "red"})
    assert isinstance(settled(made, red)[1], Ask)
    big = after(made, red, {"answer": "4"})
    assert isinstance(settled(made, big)[1], Tell)
    small = after(made, big, {"action": "back"}, {"answer": "2"})
    assert isinstance(settled(made, small)[1], Ask)


def test_a_stop_that_reads_no_question_is_judged_at_the_beginning() -> None:
    made = service(COLOURS, stops=(stop("closed", "now.hour >= 0"),))
    assert isinstance(settled(made, begin(made))[1], Tell)


def test_the_rule_is_judged_once_whatever_the_clock_does_afterwards() -> None:
    made = service(COLOURS, question("more"), stops=(stop("early", 'colour == "red" && now.hour < 17'),))
    begun = datetime(2026, 10, 23, 15, 59, 50, tzinfo=UTC)
    stopped = after(made, begin(made, at=begun), {"answer": "red"})
    later = replace(stopped, now=begun + timedelta(seconds=30))
    assert isinstance(settled(made, later)[1], Tell)


def test_a_rule_that_fails_is_a_hand_over_and_never_a_pass() -> None:
    made = service(COLOURS, stops=(stop("broken", "colour.nothing == 1"),))
    _, step = settled(made, after(made, begin(made), {"answer": "red"}))
    assert step == HandOver(HandOverReason.ERROR, stop="broken")
    passed = replace(after(made, begin(made), {"answer": "red"}), passed=("broken",))
    assert isinstance(settled(made, passed)[1], Check), "staff decided"


def test_an_unknown_fact_never_blocks() -> None:
    where = question("where", QuestionType.ADDRESS)
    made = service(where, stops=(stop("out", "known(where.collection) && where.collection.due_today"),))
    answered = after(made, begin(made), {"query": "HV1 2AB"}, {"answer": "1"})
    assert isinstance(settled(made, answered, knows=nobody_knows)[1], Check)
    assert isinstance(settled(made, answered, knows=somebody_knows)[1], Tell)


def test_a_hold_is_told_once_and_waits_at_submission_only_while_it_is_true() -> None:
    made = service(COLOURS, stops=(stop("hold", 'colour == "red" && now.hour < 17', StopKind.HOLD, until="17:00"),))
    begun = datetime(2026, 10, 23, 15, 59, 50, tzinfo=UTC)
    told = after(made, begin(made, at=begun), {"answer": "red"}, {"action": "continue"})
    assert isinstance(settled(made, told)[1], Check)
    held = verdict(made, told, since=begun)
    assert not isinstance(held, Need)
    assert held.held_until == begun + timedelta(seconds=10)
    late = replace(told, now=begun + timedelta(seconds=30))
    gone = verdict(made, late, since=late.now)
    assert not isinstance(gone, Need)
    assert gone.goes
    other = after(
        made,
        told,
        {"action": "change", "path": "colour"},
        {"answer": "blue"},
        {"action": "change", "path": "colour"},
        {"answer": "red"},
    )
    assert isinstance(settled(made, other)[1], Tell), "told again for an answer that changed"


def test_at_submission_facts_are_asked_for_afresh() -> None:
    where = question("where", QuestionType.ADDRESS)
    made = service(where, stops=(stop("emptied", "known(where.collection) && where.collection.emptied"),))
    state, _ = settled(made, after(made, begin(made), {"query": "HV1 2AB"}, {"answer": "1"}))
    sent_at = state.now + timedelta(minutes=5)
    need = verdict(made, replace(state, now=sent_at), since=sent_at)
    assert isinstance(need, Need)
    known = learn(replace(state, now=sent_at), need, {"emptied": True})
    said = verdict(made, known, since=sent_at)
    assert not isinstance(said, Need)
    assert said.stop is not None


@pytest.mark.parametrize(
    ("after_this", "clock", "then"),
    [
        (datetime(2026, 10, 23, 15, 59, 50, tzinfo=UTC), "17:00", datetime(2026, 10, 23, 16, 0, tzinfo=UTC)),
        (datetime(2026, 10, 26, 16, 59, 50, tzinfo=UTC), "17:00", datetime(2026, 10, 26, 17, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 16, 0, tzinfo=UTC), "17:00", datetime(2026, 10, 25, 17, 0, tzinfo=UTC)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), "01:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 45, tzinfo=UTC), "01:30", datetime(2026, 10, 26, 1, 30, tzinfo=UTC)),
    ],
)
def test_the_next_time_of_day_on_both_sides_of_the_clock_change(
    after_this: datetime, clock: str, then: datetime
) -> None:
    assert next_time(after_this, clock, "Europe/London") == then


def test_changing_an_answer_asks_only_what_depends_on_it_and_sends_only_what_applies() -> None:
    red = question("shade", when='colour == "red"')
    made = service(COLOURS, red, question("more"))
    done = after(made, begin(made), {"answer": "red"}, {"answer": "dark"}, {"answer": "words"})
    blue = after(made, done, {"action": "change", "path": "colour"}, {"answer": "blue"})
    assert isinstance(settled(made, blue)[1], Check)
    assert answers_to_send(made, blue) == {"colour": "blue", "more": "words"}
    again = after(made, blue, {"action": "change", "path": "colour"}, {"answer": "red"})
    assert isinstance(settled(made, again)[1], Check), "what was said before is still known"


def test_duplicates_are_shown_once_and_never_for_private_services() -> None:
    place = question("place", QuestionType.PLACE)
    for private in (False, True):
        made = service(place, duplicates="same thing in the street", private=private)
        state = after(made, begin(made), {"text": "Quay Street"})
        _, step = settled(made, state)
        assert isinstance(step, Check if private else Similar)
        if not private:
            joined = after(made, settled(made, state)[0], {"answer": "ABC"})
            assert joined.duplicate == "join:ABC"
            assert isinstance(settled(made, joined)[1], Check)


def test_another_answer_to_what_must_be_the_same_looks_for_duplicates_afresh_and_joins_none_of_before() -> None:
    made = service(
        question("place", QuestionType.PLACE),
        COLOURS,
        duplicates="same thing in the street",
        same_answers=("colour",),
    )
    asked: list[Need] = []

    def knows(need: Need) -> Json:
        if need.kind is NeedKind.DUPLICATES:
            asked.append(need)
            answers = need.about["answers"]
            red = isinstance(answers, dict) and answers["colour"] == "red"
            return [{"public_id": "ABC", "line": "", "opened": ""}] if red else []
        return somebody_knows(need)

    red = after(made, begin(made), {"text": "Quay Street"}, {"answer": "red"}, knows=knows)
    red, step = settled(made, red, knows=knows)
    assert isinstance(step, Similar)
    joined = after(made, red, {"answer": "ABC"}, knows=knows)
    assert joined.duplicate == "join:ABC"
    blue = after(made, joined, {"action": "change", "path": "colour"}, {"answer": "blue"}, knows=knows)
    blue, step = settled(made, blue, knows=knows)
    assert (blue.duplicate, isinstance(step, Check)) == ("", True)
    assert len(asked) == 2


@pytest.mark.parametrize(("optional", "kind"), [(True, Check), (False, HandOver)])
def test_what_a_telephone_cannot_ask_is_passed_over_or_handed_on(optional: bool, kind: type) -> None:
    asked: tuple[Question, ...] = (COLOURS, question("words", QuestionType.LONG_TEXT, optional=optional))
    made = service(*asked)
    state = after(made, begin(made), {"answer": "1"}, medium=Medium.VOICE)
    _, step = settled(made, state, Medium.VOICE)
    assert isinstance(step, kind)
    assert state.answers == {"colour": "red"}
    assert isinstance(settled(made, state, Medium.WEB)[1], Ask), "another medium goes on where this one could not"


def test_a_fact_is_as_of_the_last_answer_that_the_condition_reads() -> None:
    made = service(
        question("where", QuestionType.ADDRESS),
        COLOURS,
        stops=(
            stop("closed", "known(where.collection) && where.collection.closed"),
            stop("today", "known(where.collection) && colour in where.collection.today"),
        ),
    )
    monday = after(made, begin(made), {"query": "HV1 2AB"}, {"answer": "1"})
    monday, step = settled(made, monday, knows=lambda _: {"closed": False, "today": ["red"]})
    assert isinstance(step, Ask)
    # A day later the draft is gone on with, and another colour's turn has come.
    tuesday = after(made, replace(monday, now=monday.now + timedelta(days=1)), {"answer": "red"})
    asked: list[Need] = []

    def now_closed(need: Need) -> Json:
        asked.append(need)
        return {"closed": True, "today": ["blue"]}

    known, step = settled(made, tuesday, knows=now_closed)
    assert isinstance(step, Check)
    assert len(asked) == 1, "what was judged on the address alone is not judged again"
    red_today, step = settled(made, tuesday, knows=lambda _: {"closed": False, "today": ["red"]})
    assert isinstance(step, Tell)
    later = replace(red_today, now=red_today.now + timedelta(days=7))
    assert isinstance(settled(made, later, knows=now_closed)[1], Tell), "and the passing of time changes nothing"
