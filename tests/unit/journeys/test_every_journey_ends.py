"""Random services and random replies: every journey ends, says what to do, and is the same twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Duplicates, Question, QuestionType, Service, StopKind
from portreeve.modules.journeys.rules import back, change, state_from_json, state_to_json, take
from portreeve.modules.journeys.types import (
    REFUSAL_CODES,
    Ask,
    Check,
    Done,
    HandOver,
    InvalidAnswer,
    Part,
    Raw,
    Similar,
    State,
    Step,
    Tell,
)
from unit.journeys.making import begin, nobody_knows, question, reply, service, settled, somebody_knows, stop

PLAIN = [kind for kind in QuestionType if kind is not QuestionType.GROUP]
OPTIONS = ("red", "green", "blue")


@st.composite
def plain_questions(draw: st.DrawFn, id: str, when: str = "") -> Question:
    kind = draw(st.sampled_from(PLAIN))
    options = OPTIONS if kind in {QuestionType.CHOICE, QuestionType.SEVERAL} else ()
    return question(id, kind, optional=draw(st.booleans()), options=options, when=when)


@st.composite
def services(draw: st.DrawFn) -> Service:
    """Make services whose conditions read what was asked before, as the check of the catalogue demands."""
    questions: list[Question] = []
    for place in range(draw(st.integers(1, 6))):
        before = [one for one in questions if one.type in {QuestionType.CHOICE, QuestionType.YES_NO}]
        when = ""
        if before and draw(st.booleans()):
            of = draw(st.sampled_from(before))
            when = f'{of.id} == "red"' if of.type is QuestionType.CHOICE else f"{of.id} == true"
        if draw(st.integers(0, 5)) == 0:
            children = tuple(draw(plain_questions(f"c{n}")) for n in range(draw(st.integers(1, 3))))
            most = str(draw(st.integers(1, 3)))
            questions.append(question(f"q{place}", QuestionType.GROUP, questions=children, at_most=most, when=when))
        else:
            questions.append(draw(plain_questions(f"q{place}", when)))
    stops = []
    for place, one in enumerate(questions):
        if draw(st.integers(0, 3)) == 0:
            kind = draw(st.sampled_from(StopKind))
            conditions = [f"known({one.id})", "now.hour < 17", f"known({one.id}) && now.hour < 9"]
            if one.type is QuestionType.ADDRESS:
                conditions.append(f"known({one.id}.collection) && {one.id}.collection.due_today")
            if draw(st.integers(0, 9)) == 0:
                conditions = [f"{one.id}.no_such.thing == 1 || now.hour"]  # a rule that fails
            stops.append(stop(f"s{place}", draw(st.sampled_from(conditions)), kind, until="17:00", number="101"))
    return service(*questions, stops=tuple(stops), duplicates=draw(st.sampled_from(Duplicates)))


def good_replies(step: Step) -> list[Raw]:  # noqa: PLR0911 - one for each kind of step
    """Return replies that move a step on."""
    if isinstance(step, Tell):
        return [{"action": "continue"}]
    if isinstance(step, Check):
        return [{"action": "send"}]
    if isinstance(step, Similar):
        return [{"answer": "apart"}, {"answer": step.found[0].code}]
    assert isinstance(step, Ask)
    if step.part is Part.MORE:
        return [{"answer": "no"}, {"answer": "yes"}] if len(step.choices) > 1 else [{"answer": "no"}]
    parts: dict[Part, list[Raw]] = {
        Part.SEARCH: [{"query": "Quay Street"}, {"query": "HV1 2AB"}, {"action": "manual"}, {"query": "481222"}],
        Part.PICK: [{"answer": choice.code} for choice in step.choices],
        Part.MANUAL: [{"line1": "1 Far Road", "town": "Far", "text": "By the well", "answer": "1 Far Road"}],
        Part.NAME: [{"answer": "Amina"}],
        Part.ABOUT: [{"answer": "Dorothy"}],
        Part.WAY: [{"answer": "email"}, {"answer": "call"}],
        Part.EMAIL: [{"answer": "amina@example.com"}, {"answer": "amina@gmial.com"}],
        Part.PHONE: [{"answer": "07700 900111"}],
        Part.CONFIRM: [{"answer": "keep"}, {"answer": "change"}],
        Part.DETAIL: [{"answer": "outside 4"}],
        Part.BEHALF: [{"answer": "no"}, {"answer": "yes"}],
    }
    if step.part in parts:
        return parts[step.part]
    kinds: dict[QuestionType, list[Raw]] = {
        QuestionType.NUMBER: [{"answer": "3"}],
        QuestionType.MONEY: [{"answer": "12"}],
        QuestionType.DATE: [{"day": "27", "month": "3", "year": "2026"}, {"answer": "2703"}],
        QuestionType.TIME: [{"answer": "1430"}],
        QuestionType.VEHICLE: [{"answer": "AB12 CDE"}],
        QuestionType.PERSON: [{"name": "Amina", "email": "amina@example.com"}],
        QuestionType.PHOTO: [{"upload": "f"}],
        QuestionType.FILE: [{"upload": "f"}],
        QuestionType.SEVERAL: [{"answer": ["red"]}, {"answer": "1"}],
    }
    if step.choices and step.question.type is not QuestionType.SEVERAL and step.question.type not in kinds:
        return [{"answer": choice.code} for choice in step.choices]
    return kinds.get(step.question.type, [{"answer": "Words"}])


ANY_TEXT = st.text(max_size=30) | st.sampled_from(
    ["", "yes", "1", "-1", "31", "0", "*", "#", "\x00", "\ud800", "x" * 30_000]
)
ANY_RAW = st.dictionaries(
    st.sampled_from(
        ["answer", "action", "query", "day", "month", "year", "line1", "town", "postcode", "lat", "long", "text"]
        + ["name", "email", "phone", "contact", "on_behalf", "about_name", "upload", "path", "detail"]
    ),
    ANY_TEXT | st.lists(ANY_TEXT, max_size=3),
    max_size=5,
)
SLOW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def ended(step: Step) -> bool:
    return isinstance(step, Done | HandOver) or (isinstance(step, Tell) and not step.goes_on)


@SLOW
@given(services(), st.sampled_from(Medium), st.booleans(), st.data())
def test_every_journey_ends_with_something_to_do(of: Service, medium: Medium, known: bool, data: st.DataObject) -> None:
    knows = somebody_knows if known else nobody_knows
    state = begin(of)
    for _ in range(300):
        state, step = settled(of, state, medium, knows)
        if ended(step):
            break
        good = good_replies(step)
        raw = data.draw(st.sampled_from(good))
        taken = reply(of, state, raw, medium, knows)
        if isinstance(taken, InvalidAnswer):
            assert taken.code in REFUSAL_CODES or taken.code.startswith("file-"), (step, raw, taken)
            optional = isinstance(step, Ask) and step.optional
            taken = reply(of, state, {"action": "skip" if optional else "manual"}, medium, knows)
            if isinstance(taken, InvalidAnswer):  # such as a photo that nothing can vouch for
                taken = reply(of, state, {"action": "person"}, medium, knows)
        assert isinstance(taken, State), (step, raw, taken)
        state = taken
    else:
        raise AssertionError(f"This journey does not end: {of}")
    if isinstance(step, Tell):
        assert step.text


@SLOW
@given(services(), st.sampled_from(Medium), st.lists(ANY_RAW, max_size=12), st.booleans())
def test_no_reply_whatever_breaks_a_journey_and_all_is_the_same_twice(
    of: Service, medium: Medium, raws: list[dict[str, Any]], known: bool
) -> None:
    knows = somebody_knows if known else nobody_knows
    state = begin(of)
    for raw in raws:
        state, step = settled(of, state, medium, knows)
        taken = take(of, state, raw, medium)
        assert taken == take(of, state, raw, medium)
        came = reply(of, state, raw, medium, knows)
        if isinstance(came, InvalidAnswer):
            assert came.code in REFUSAL_CODES or came.code.startswith("file-"), came
            continue
        assert came.revision == state.revision + 1
        stored = json.loads(json.dumps(state_to_json(came)))
        again = state_from_json(stored, now=came.now, typist=came.typist)
        assert state_to_json(again) == state_to_json(came)
        assert settled(of, again, medium, knows)[1] == settled(of, came, medium, knows)[1]
        state = came


@SLOW
@given(services(), st.data())
def test_going_back_and_changing_loses_no_other_answer(of: Service, data: st.DataObject) -> None:
    state = begin(of)
    for _ in range(data.draw(st.integers(1, 12))):
        state, step = settled(of, state)
        if ended(step) or isinstance(step, Check):
            break
        taken = reply(of, state, data.draw(st.sampled_from(good_replies(step))))
        if isinstance(taken, State):
            state = taken
    went = back(of, state)
    assert went.answers == state.answers
    for path in list(state.answers):
        changed = change(of, state, path, Medium.WEB)
        if isinstance(changed, State):
            assert changed.answers == state.answers
            _, step = settled(of, changed)
            assert not isinstance(step, Ask) or step.path == path


@SLOW
@given(services(), st.data(), st.integers(0, 100_000))
def test_time_passing_alone_changes_no_judgement(of: Service, data: st.DataObject, seconds: int) -> None:
    state = begin(of)
    for _ in range(data.draw(st.integers(0, 10))):
        state, step = settled(of, state)
        if ended(step):
            break
        taken = reply(of, state, data.draw(st.sampled_from(good_replies(step))))
        if isinstance(taken, State):
            state = taken
    later = replace(state, now=state.now + timedelta(seconds=seconds))
    now_step, later_step = settled(of, state)[1], settled(of, later)[1]
    assert type(now_step) is type(later_step)
    if isinstance(now_step, Ask) and isinstance(later_step, Ask):
        assert now_step.path == later_step.path


def test_the_question_that_is_open_is_judged_by_how_people_answer() -> None:
    of = service(question("photo", QuestionType.PHOTO), question("where", QuestionType.NUMBER))
    state = begin(of)
    spoken = change(of, state, "where", Medium.VOICE)
    assert isinstance(spoken, State), "nobody can be asked for a photo on the telephone"
    assert spoken.changing == "where"
    assert isinstance(change(of, state, "where", Medium.WEB), InvalidAnswer), "the photo comes first"
