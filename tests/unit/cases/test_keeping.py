"""An answer goes when its own time is over, counted from the end of the case: not a day earlier, and then for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portreeve.foundation.pure.span import after
from portreeve.modules.cases.rules.answers import keep, kept
from portreeve.modules.cases.rules.keeping import marked, over
from portreeve.modules.catalogue.types import Personal, Question, QuestionType
from portreeve.modules.journeys.rules.forgetting import about_others, without

ENDED = datetime(2026, 11, 23, 10, tzinfo=UTC)
spans = st.builds(
    lambda n, unit: f"{n} {unit}{'' if n == 1 else 's'}",
    st.integers(1, 120),
    st.sampled_from(["hour", "day", "week", "month", "year"]),
)
stored = st.dictionaries(
    st.sampled_from(["you", "who", "where", "photo"]),
    st.fixed_dictionaries(
        {"value": st.text(max_size=5), "personal": st.just("yes"), "keep": st.one_of(st.just(""), spans)},
        optional={"parts": st.dictionaries(st.sampled_from(["name", "born"]), spans, min_size=1)},
    ),
)
moments = st.integers(0, 130 * 366).map(lambda days: ENDED + timedelta(days=days))


def forget(answers: dict[str, Any], at: datetime) -> dict[str, Any]:
    paths = over(answers, ENDED, at)
    values = {name: one["value"] for name, one in answers.items() if "value" in one}
    return marked(answers, without(values, paths, lambda value, change: change(value)), paths)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stored, moments)
def test_exactly_the_answers_whose_time_is_over_go_and_only_once(answers: dict[str, Any], at: datetime) -> None:
    left = forget(answers, at)
    for name, one in answers.items():
        gone = bool(one["keep"]) and after(ENDED, one["keep"]) <= at
        assert ("value" in left[name]) is not gone
        assert left[name]["personal"] == one["personal"]
    assert over(left, ENDED, at) == ()
    assert forget(left, at) == left


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stored, moments, moments)
def test_what_is_over_stays_over(answers: dict[str, Any], one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    assert set(over(answers, ENDED, earlier)) <= set(over(answers, ENDED, later))


@given(stored)
def test_nothing_is_over_while_the_case_is_open(answers: dict[str, Any]) -> None:
    assert over(answers, None, ENDED + timedelta(days=100_000)) == ()


def test_an_answer_without_a_time_of_its_own_stays_as_long_as_the_case() -> None:
    answers = {"what": {"value": "sofa", "personal": "no", "keep": ""}}
    assert over(answers, ENDED, ENDED + timedelta(days=36_500)) == ()


def test_answers_within_a_group_have_times_of_their_own() -> None:
    name = Question(id="name", type=QuestionType.TEXT, personal=Personal.YES, keep="2 years")
    born = Question(id="born", type=QuestionType.DATE, personal=Personal.SPECIAL, keep="6 months")
    movers = Question(id="movers", type=QuestionType.GROUP, questions=(name, born))
    answers = keep([movers], {"movers": [{"name": "Ruth", "born": "1970-01-01"}, {"name": "Dorothy"}]})
    half = forget(answers, after(ENDED, "6 months"))
    assert half["movers"]["value"] == [{"name": "Ruth"}, {"name": "Dorothy"}]
    assert over(half, ENDED, after(ENDED, "23 months")) == ()
    assert forget(half, after(ENDED, "2 years"))["movers"]["value"] == [{}, {}]


def test_an_answer_that_went_reads_as_none() -> None:
    answers = keep([Question(id="who", type=QuestionType.TEXT, personal=Personal.YES, keep="1 year")], {"who": "him"})
    [left] = kept(forget(answers, after(ENDED, "1 year")))
    assert (left.question, left.value, left.personal) == ("who", None, "yes")


def test_what_was_found_out_for_a_question_goes_with_its_answer() -> None:
    learned = {"fact/where/collection": 1, "where.lookup": 2, "duplicates/place": 3, "fact/you": 4}
    assert about_others(learned, ["where", "place"]) == {"fact/you": 4}
