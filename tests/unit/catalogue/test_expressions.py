"""Conditions mean what CEL says they mean, and what we accept the library runs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import cel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.foundation.expressions.api import (
    ExpressionFailed,
    ExpressionRefused,
    evaluate,
    names,
    now_bindings,
    parse,
    paths,
    write,
)
from portreeve.foundation.expressions.types import Binary, Call, Either, ListOf, Literal, Member, Name, Tree, Unary

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    ["\n", "\t", "'", '"', "\\"]
)
literals = st.builds(Literal, st.none() | st.booleans() | st.integers(0, 10**14) | texts, st.just(0))
plain = st.builds(Name, st.sampled_from(["a", "b_2", "where", "now"]), st.just(0))
named = plain | st.builds(Member, plain, st.sampled_from(["ward", "collection"]), st.just(0))
lists = st.builds(ListOf, st.lists(literals, max_size=3).map(tuple), st.just(0))


def larger(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    operators = st.sampled_from(["||", "&&", "==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*"])
    return (
        st.builds(Binary, operators, inner, inner, st.just(0))
        | st.builds(Unary, st.sampled_from(["!", "-"]), inner, st.just(0))
        | st.builds(Either, inner, inner, inner, st.just(0))
        | st.builds(Call, st.just("size"), st.none(), st.tuples(inner), st.just(0))
        | st.builds(Call, st.sampled_from(["contains", "startsWith", "endsWith"]), inner, st.tuples(inner), st.just(0))
    )


trees = st.recursive(literals | named | lists, larger, max_leaves=6)


def bare(tree: Any) -> Any:
    """A tree without its places."""
    if isinstance(tree, tuple):
        return tuple(bare(one) for one in tree)
    if is_dataclass(tree):
        return (type(tree).__name__, *(bare(getattr(tree, f.name)) for f in fields(tree) if f.name != "at"))
    return (type(tree).__name__, tree)


@given(trees)
def test_what_is_written_is_read_back_as_it_was(tree: Tree) -> None:
    written = write(tree)
    if len(written) <= 500:
        assert bare(parse(written)) == bare(tree)


@given(trees)
def test_what_we_accept_the_library_compiles(tree: Tree) -> None:
    cel.compile(write(tree))


atoms = st.sampled_from(["1", "2", "0", "true", "false", "3"])
operators = st.sampled_from(
    ["||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "in [1, 2] ||", "? 1 :", "? true :"]
)


@given(st.lists(st.tuples(st.sampled_from(["", "!", "-", "("]), atoms, operators), max_size=5), atoms)
def test_precedence_is_cels(parts: list[tuple[str, str, str]], last: str) -> None:
    written = " ".join(f"{sign}{atom}{')' if sign == '(' else ''} {operator}" for sign, atom, operator in parts)
    written = f"{written} {last}".strip()
    try:
        ours = write(parse(written))
    except ExpressionRefused:
        return
    assert result(ours) == result(written)


def result(expression: str) -> object:
    try:
        return repr(cel.evaluate(expression, {}))
    except (TypeError, ValueError) as error:
        return type(error)


@pytest.mark.parametrize(
    ("expression", "advice"),
    [
        ("a = 1", "=="),
        ("a & b", "&&"),
        ("a | b", "||"),
        ("'open", "no closing quote"),
        ("a / 2 > 1", "Division"),
        ("a > 1.5", "whole numbers"),
        ("a == 007", "begins with 0"),
        ("a == 12ab", "not a whole number"),
        ("a > 1 > 0", "in a row"),
        ("a[0] == 1", "place in a list"),
        ("rows.exists(r, r > 1)", "goes through a list"),
        ("a.matches('x')", "There is no `.matches"),
        ("now()", "There is no `now("),
        ("known(1)", "takes a question"),
        ("known()", "takes 1"),
        ("a == {}", "Maps"),
        ("r'x' == a", "letter before the quote"),
        ("a == '\\q'", "means nothing"),
        ("(a == 1", "close the bracket"),
        ("a ==", "ends where"),
        ("a b", "not expected here"),
        ("while", "no meaning"),
        ("a.if == 1", "name is missing"),
        ("a == [b]", "texts and numbers only"),
        ("a ? 1", "missing after `?`"),
        ("a == 1 // b", "comments"),
        ("(" * 40 + "a" + ")" * 40, "brackets"),
        ("!" * 40 + "a", "signs in a row"),
        ("a == '" + "x" * 500 + "'", "the most is 500"),
        ("a == 1234567890123456", "digits"),
        ("a in [" + "1," * 51 + "1]", "the most is 50"),
    ],
)
def test_what_is_not_allowed_is_refused_with_advice(expression: str, advice: str) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        parse(expression)
    assert advice in refused.value.text
    assert 0 <= refused.value.at <= len(expression)


BINDINGS = {"where": {"collection": {"due_today": True}, "uprn": "", "line": None}, "bin": None, "all_of": ["a", "b"]}


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("known(where.collection) && where.collection.due_today", True),
        ("known(where.collection.nothing.at.all)", False),
        ("known(where.uprn)", False),
        ("known(where.line)", False),
        ("known(bin)", False),
        ("known(never_bound)", False),
        ("has(where.collection)", True),
        ("bin == 'refuse'", False),
        ("bin != 'refuse'", True),
        ("bin == null", True),
        ("known(bin) && bin.startsWith('r')", False),
        ("'a' in all_of && size(all_of) == 2", True),
    ],
)
def test_missing_answers_raise_nothing_where_they_are_asked_for(expression: str, holds: bool) -> None:
    assert evaluate(expression, BINDINGS) is holds


@pytest.mark.parametrize("expression", ["bin > 3", "where.collection", "bin", "bin.ward == 'x'", "1 + 1"])
def test_a_failure_at_run_time_is_never_a_pass(expression: str) -> None:
    with pytest.raises(ExpressionFailed):
        evaluate(expression, BINDINGS)


def test_a_failure_does_not_carry_what_people_said() -> None:
    with pytest.raises(ExpressionFailed) as failed:
        evaluate("who > 3", {"who": "Amina Yusuf"})
    assert "Amina" not in str(failed.value)


def test_now_is_the_councils_own_time_on_both_sides_of_the_clock_change() -> None:
    london = ZoneInfo("Europe/London")
    winter = datetime(2026, 3, 28, 16, 59, tzinfo=ZoneInfo("UTC")).astimezone(london)
    summer = datetime(2026, 3, 29, 16, 59, tzinfo=ZoneInfo("UTC")).astimezone(london)
    assert now_bindings(winter) == {"date": "2026-03-28", "hour": 16, "minute": 59, "weekday": "saturday"}
    assert now_bindings(summer) == {"date": "2026-03-29", "hour": 17, "minute": 59, "weekday": "sunday"}


def test_names_and_paths_are_those_mentioned() -> None:
    tree = parse("known(where.collection) && (now.hour < 17 || 'x' in what) ? a.b.startsWith(c) : -d > size(e)")
    assert names(tree) == {"where", "now", "what", "a", "c", "d", "e"}
    assert ("where", "collection") in paths(tree)
    assert ("a", "b") in paths(tree)
