"""Checks the parts of a service against each other: ids, types, options, limits and what is personal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from portreeve.foundation.expressions.api import FUNCTIONS, RESERVED
from portreeve.modules.catalogue.rules.read.draft import Draft, every_question
from portreeve.modules.catalogue.rules.read.limits import COUNTED, is_time
from portreeve.modules.catalogue.rules.read.problems import did_you_mean, listed
from portreeve.modules.catalogue.types import Personal, Question, QuestionType, Stop, StopKind

CHOSEN = frozenset({QuestionType.CHOICE, QuestionType.SEVERAL})
_QUESTION_ID = re.compile(r"[a-z][a-z0-9_]*")
_TAKEN = RESERVED | set(FUNCTIONS) | {"now", "hint", "option", "all", "map", "filter", "exists"}
_SLOW = re.compile(r"[*+]|\(\?|\)\{|\\[1-9]")
"""What makes a pattern slow on purpose: repeats without end, repeated brackets, references back."""
_NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,15}[0-9]")
MOST_OPTIONS = 20
MOST_OPTIONS_SPOKEN = 9
LONGEST_PATTERN = 100


def check_structure(draft: Draft) -> None:
    """Check ids, then every question and stop by itself."""
    service, problems = draft.service, draft.problems
    if f"{service.id}.yaml" != problems.file:
        text = f"`service` is `{service.id}`, but the file is called {problems.file}. Make them the same."
        problems.add(draft.line("service"), "service-not-file", text)
    _check_ids(draft)
    for question in every_question(service.questions):
        _check_id(draft, question)
        _check_options(draft, question)
        _check_pattern(draft, question)
        _check_limits(draft, question)
        _check_personal(draft, question)
    for question in service.questions:
        _check_group(draft, question)
    _check_stops(draft)
    for key in service.words[service.language].spoken:
        if key not in draft.lines:
            text = f"`say` names `{key}`, which is no text of this service.{did_you_mean(key, draft.lines)}"
            problems.add(draft.lines.get(f"say.{key}", draft.line("say")), "unknown-text", text)


def _check_ids(draft: Draft) -> None:
    """Check that no two questions and no two stops have one id. A group's own questions share the names' room."""
    named: tuple[tuple[str, Iterable[Question | Stop]], ...] = (
        ("questions", every_question(draft.service.questions)),
        ("stops", draft.service.stops),
    )
    for what, things in named:
        seen: set[str] = set()
        for thing in things:
            if thing.id in seen:
                text = f"Two {what} are called `{thing.id}`. Give this one another id."
                draft.problems.add(thing.line, "duplicate-id", text)
            seen.add(thing.id)


def _check_id(draft: Draft, question: Question) -> None:
    """Check that conditions can name a question."""
    if question.id in _TAKEN:
        text = f"`{question.id}` means something else in conditions. Give the question another id."
        draft.problems.add(question.line, "reserved-id", text)
    elif _QUESTION_ID.fullmatch(question.id) is None:
        better = question.id.replace("-", "_").casefold()
        text = f"A condition could not name the question `{question.id}`. Write underscores: `{better}`."
        draft.problems.add(question.line, "bad-id", text)


def _check_options(draft: Draft, question: Question) -> None:
    """Check that a choice has options, few enough to be read and said, and that nothing else has any."""
    problems, count = draft.problems, len(question.options)
    if question.type not in CHOSEN:
        if count:
            text = f"A question of type `{question.type}` has no options. Make it a `choice`, or remove `options`."
            problems.add(question.line, "options-not-for-type", text)
        return
    if count < 2:
        text = f"`{question.id}` needs at least two options. Add `options:` with an id and a label for each."
        problems.add(question.line, "too-few-options", text)
    if count > MOST_OPTIONS:
        text = f"`{question.id}` has {count} options; nobody reads more than {MOST_OPTIONS}. Group them."
        problems.add(question.line, "too-many-options", text)
    elif count > MOST_OPTIONS_SPOKEN:
        text = f"`{question.id}` has {count} options. On the phone there are keys for {MOST_OPTIONS_SPOKEN}."
        problems.warn(question.line, "too-many-to-say", f"{text} Think about fewer.")
    words = draft.service.words[draft.service.language].text
    labels = Counter(text for key, text in words.items() if re.fullmatch(rf".*\.{question.id}\.option\.[^.]+", key))
    for label, times in labels.items():
        if times > 1:
            problems.add(
                question.line, "same-label", f"Two options of `{question.id}` read “{label}”. Tell them apart."
            )


def _check_pattern(draft: Draft, question: Question) -> None:
    """Check that a pattern belongs to a reference, can be run, and cannot be made to run for ever."""
    if not question.pattern:
        return
    problems = draft.problems
    if question.type is not QuestionType.REFERENCE:
        text = f"Only a reference has a pattern; `{question.id}` is a `{question.type}`. Remove `pattern`."
        problems.add(question.line, "pattern-not-for-type", text)
        return
    if len(question.pattern) > LONGEST_PATTERN or _SLOW.search(question.pattern):
        text = f"The pattern of `{question.id}` could take for ever to try. Write it plainly, such as `[0-9]{{8}}`."
        problems.add(question.line, "slow-pattern", f"{text} Do not use `*`, `+`, `(?` or a repeated bracket.")
        return
    try:
        empty = re.fullmatch(question.pattern, "")
    except (re.error, OverflowError) as error:
        problems.add(question.line, "bad-pattern", f"The pattern of `{question.id}` cannot be read: {error}. Mend it.")
        return
    if empty:
        text = f"The pattern of `{question.id}` is satisfied by nothing at all. Say how many characters it has."
        problems.add(question.line, "bad-pattern", text)


def _check_limits(draft: Draft, question: Question) -> None:
    """Check that the least is not more than the most."""
    least, most = question.at_least, question.at_most
    if not least or not most:
        return
    if question.type in COUNTED or question.type in {QuestionType.NUMBER, QuestionType.MONEY}:
        crossed = int(least) > int(most)
    else:
        crossed = "today" not in least + most and least > most
    if crossed:
        text = f"`{question.id}` must be at least {least} and at most {most}: no answer can be both. Swap them."
        draft.problems.add(question.line, "limits-crossed", text)


def _check_personal(draft: Draft, question: Question) -> None:
    """Check that personal answers say how long they are kept, and that a person's details are personal."""
    personal = question.personal is not Personal.NO
    if question.type is QuestionType.PERSON and not personal:
        text = f"`{question.id}` asks for a person's details. Add `personal: yes` and `keep:`."
        draft.problems.add(question.line, "person-not-personal", text)
    elif personal and not question.keep:
        text = f"`{question.id}` is personal. Add `keep:` with how long the answer is needed, such as `2 years`."
        draft.problems.add(question.line, "personal-without-keep", text)
    elif question.keep and not personal:
        text = f"`{question.id}` has `keep` and is not personal. Add `personal: yes`, or remove `keep`."
        draft.problems.add(question.line, "keep-without-personal", text)
    if question.type is QuestionType.DECLARATION and question.optional:
        text = f"`{question.id}` is a declaration: it is made or not made. Remove `optional`."
        draft.problems.add(question.line, "optional-declaration", text)


def _check_group(draft: Draft, question: Question) -> None:
    """Check that a group repeats something, and nothing that cannot be repeated."""
    if question.type is not QuestionType.GROUP:
        if question.questions:
            text = f"Only a group has `questions`; `{question.id}` is a `{question.type}`. Make it a `group`."
            draft.problems.add(question.line, "questions-not-for-type", text)
        return
    if not question.questions:
        text = f"The group `{question.id}` asks nothing. Add `questions:` with what to ask of each."
        draft.problems.add(question.line, "empty-group", text)
    if not question.at_most:
        text = f"The group `{question.id}` has no end. Add `at_most:`, such as 10."
        draft.problems.add(question.line, "endless-group", text)
    refused = (QuestionType.GROUP, QuestionType.DECLARATION)
    for child in question.questions:
        if child.type in refused:
            text = f"A group cannot repeat a question of type {listed(refused)}. Take `{child.id}` out of the group."
            draft.problems.add(child.line, "not-in-a-group", text)


def _check_stops(draft: Draft) -> None:
    """Check that a hold has a time of day and an urgent stop a number that can be dialled."""
    for stop in draft.service.stops:
        if stop.kind is StopKind.HOLD and not is_time(stop.until):
            text = f'`until` is `{stop.until}`. Write a time of day in quotes, such as "17:00".'
            draft.problems.add(stop.line, "bad-time", text)
        if stop.kind is StopKind.URGENT and not is_number(stop.number):
            text = f"`{stop.number}` is not a telephone number. Write digits and spaces, as people dial it."
            draft.problems.add(stop.line, "bad-number", text)


def is_number(text: str) -> bool:
    """Say whether a text is a telephone number as people dial it."""
    return _NUMBER.fullmatch(text) is not None
