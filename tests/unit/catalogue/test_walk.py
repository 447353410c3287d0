"""A condition that the check accepts cannot fail at run time, whatever people did or did not answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portreeve.config.facts import COLLECTION
from portreeve.foundation.expressions.api import evaluate
from portreeve.modules.catalogue.rules.conditions.things import Shape, Thing, scope
from portreeve.modules.catalogue.rules.conditions.walk import fault_of
from portreeve.modules.catalogue.types import Question, QuestionType

QUESTIONS = (
    Question("where", QuestionType.ADDRESS),
    Question("bin", QuestionType.CHOICE, options=("refuse", "garden")),
    Question("what", QuestionType.SEVERAL, options=("bags", "tyres"), optional=True),
    Question("sure", QuestionType.YES_NO),
    Question("many", QuestionType.NUMBER),
    Question("day", QuestionType.DATE),
    Question("movers", QuestionType.GROUP),
    Question("you", QuestionType.PERSON),
)
SCOPE = scope(QUESTIONS, [COLLECTION])


def code_of(condition: str) -> str:
    fault = fault_of(condition, SCOPE, frozenset({"later"}))
    return fault.code if fault else ""


@pytest.mark.parametrize(
    "condition",
    [
        "sure == true",
        "known(sure) && sure",
        "!known(sure) || sure",
        "known(where.collection) && where.collection.due_today && now.hour < 17",
        "known(where.collection.reason) && where.collection.reason != 'x'",
        "where != null && where.ward == 'E05'",
        "where == null || where.ward == 'E05'",
        "bin == 'refuse' ? bin.startsWith('r') : false",
        "bin in ['refuse', 'garden']",
        "known(what) && 'bags' in what && size(what) > 1",
        "known(many) && -many + 2 * 3 >= 1",
        "known(day) && day >= '2026-04-01' && day < now.date",
        "known(movers) && size(movers) > 2",
        "known(you) && you.on_behalf",
        "now.weekday == 'sunday'",
        "(many == 3 || many == 4) && many > 2",
        "!(bin == null) && bin.contains('a')",
    ],
)
def test_a_safe_condition_is_accepted(condition: str) -> None:
    assert fault_of(condition, SCOPE) is None


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("sure", "not-null-safe"),
        ("!sure", "not-null-safe"),
        ("many > 3", "not-null-safe"),
        ("where.ward == 'E05'", "not-null-safe"),
        ("known(where) && where.collection.due_today", "not-null-safe"),
        ("known(where.collection) || where.collection.due_today", "not-null-safe"),
        ("where.collection.due_today && known(where.collection)", "not-null-safe"),
        ("known(sure) ? many > 3 : true", "not-null-safe"),
        ("known(what) || size(what) > 1", "not-null-safe"),
        ("'bags' in what", "not-null-safe"),
        ("now.hour", "wrong-types"),
        ("known(bin) && bin > 'a'", "wrong-types"),
        ("bin == 3", "wrong-types"),
        ("where == 'x'", "wrong-types"),
        ("what == what", "wrong-types"),
        ("known(many) && 'a' in many", "wrong-types"),
        ("known(many) && size(many) > 1", "wrong-types"),
        ("bin in ['refuse', 1]", "wrong-types"),
        ("bin in [1, 2]", "wrong-types"),
        ("known(movers) && 1 in movers", "wrong-types"),
        ("known(many) && many.contains('1')", "wrong-types"),
        ("sure == true ? 1 : 'a'", "wrong-types"),
        ("bin == 'refuge'", "unknown-option"),
        ("known(what) && 'bag' in what", "unknown-option"),
        ("bin in ['refuse', 'refuge']", "unknown-option"),
        ("now.weekday == 'Sunday'", "unknown-option"),
        ("known(day) && day > '1/4/2026'", "bad-date"),
        ("known(where) && where.lat == 1", "unknown-part"),
        ("known(bin) && bin.ward == 'a'", "unknown-part"),
        ("where.colection.due_today", "unknown-part"),
        ("when == true", "unknown-name"),
        ("later == true", "later-question"),
        ("sure = true", "condition-unreadable"),
    ],
)
def test_an_unsafe_condition_is_refused(condition: str, code: str) -> None:
    assert code_of(condition) == code


def test_a_slip_is_answered_with_what_was_meant() -> None:
    fault = fault_of("known(where) && where.wrad == 'x'", SCOPE)
    assert fault is not None
    assert "Did you mean `ward`?" in fault.text


ATOMS = [
    "sure",
    "many",
    "bin",
    "what",
    "day",
    "movers",
    "where",
    "you",
    "where.ward",
    "where.collection",
    "you.contact",
    "where.collection.due_today",
    "where.collection.reason",
    "now.hour",
    "now.date",
    "you.on_behalf",
    "known(where)",
    "known(where.collection)",
    "known(sure)",
    "known(many)",
    "known(what)",
    "known(bin)",
    "has(you)",
    "true",
    "null",
    "3",
    "'refuse'",
    "'bags'",
    "'2026-04-01'",
    "size(what)",
    "size(movers)",
]
OPERATORS = ["&&", "||", "==", "!=", "<", ">=", "in", "+", "? true :"]
pieces = st.tuples(st.sampled_from(["", "!", "("]), st.sampled_from(ATOMS), st.sampled_from(OPERATORS))


def written(parts: list[tuple[str, str, str]], last: str) -> str:
    """Join pieces so that brackets close where the condition ends."""
    opened = sum(sign == "(" for sign, _, _ in parts)
    return " ".join(f"{sign}{atom} {operator}" for sign, atom, operator in parts) + f" {last}" + ")" * opened


def values(thing: Thing) -> st.SearchStrategy[Any]:
    """Anything that an answer can be, missing included."""
    plain: dict[Shape, st.SearchStrategy[Any]] = {
        Shape.BOOL: st.booleans(),
        Shape.NUMBER: st.integers(-5, 30),
        Shape.TEXT: st.sampled_from(thing.codes or ("", "x", "2026-04-01")),
        Shape.TEXTS: st.lists(st.sampled_from(thing.codes or ("x",)), unique=True),
        Shape.ROWS: st.lists(st.just({}), max_size=4),
    }
    known = plain.get(thing.shape)
    if known is None:
        known = st.fixed_dictionaries({name: values(part) for name, part in thing.parts.items()})
    return st.none() | known if thing.maybe else known


ANSWERS = st.fixed_dictionaries({name: values(thing) for name, thing in SCOPE.items()})
SAFE = [
    "known(where.collection) && where.collection.due_today && now.hour < 17",
    "!known(where) || where.ward == 'x'",
    "known(many) && many + 1 > 3 || bin == 'garden'",
    "known(what) ? size(what) > 1 : !known(sure)",
    "where == null || where.ward == 'x' || known(day)",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(pieces, max_size=4), st.sampled_from(ATOMS), ANSWERS)
def test_what_the_walk_accepts_never_fails(
    parts: list[tuple[str, str, str]], last: str, answers: dict[str, Any]
) -> None:
    condition = written(parts, last)
    if fault_of(condition, SCOPE) is None:
        assert evaluate(condition, answers) in {True, False}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SAFE), min_size=1, max_size=3), st.sampled_from(["&&", "||"]), ANSWERS)
def test_safe_conditions_stay_safe_when_joined(safe: list[str], operator: str, answers: dict[str, Any]) -> None:
    condition = f" {operator} ".join(f"({one})" for one in safe)
    assert fault_of(condition, SCOPE) is None
    assert evaluate(condition, answers) in {True, False}
