"""Checks a service against what the council undertakes: tier, promise, other ways in, what keeps people safe."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import MappingProxyType

from portreeve.foundation.expressions.api import names, parse
from portreeve.foundation.expressions.types import ExpressionRefused
from portreeve.foundation.pure.span import after, read_span
from portreeve.modules.catalogue.rules.check.structure import is_number
from portreeve.modules.catalogue.rules.read.draft import Draft, every_question
from portreeve.modules.catalogue.rules.read.problems import listed
from portreeve.modules.catalogue.types import (
    Duplicates,
    Otherwise,
    Outcome,
    Personal,
    Promise,
    Question,
    QuestionType,
    StopKind,
    Tier,
    Verb,
)

LONGEST_KEPT = MappingProxyType({Outcome.CASE: "7 years", Outcome.REGISTRATION: "2 years", Outcome.NONE: "2 years"})
"""How long what comes of a journey is kept after it is closed; a test holds the declarations of the modules to it."""
_ANY_DAY = datetime(2001, 1, 1, tzinfo=UTC)
PROMISE = re.compile(r"([1-9][0-9]{0,2}) (working hour|working day|hour|day|week)s?")
_HOURS = {"hour": 1, "working hour": 1, "day": 24, "working day": 24, "week": 168}
_LGSL = re.compile(r"[1-9][0-9]{0,3}|none")
FRONT_DOOR = frozenset({QuestionType.PERSON, QuestionType.ADDRESS, QuestionType.PLACE, QuestionType.TIME})
"""What a complex service may ask on the web: how and where to reach somebody, never the assessment (CHN-04)."""
_AWAITED = {Verb.PAY: "payments", Verb.BOOK: "bookings"}


def check_policy(draft: Draft) -> None:
    """Check everything that publishing asks for."""
    for check in (_tier, _promise, _people, _safety, _duplicates, _outcome, _keeping, _papers, _routes):
        check(draft)


def _tier(draft: Draft) -> None:
    """A complex service is only a front door; an urgent stop comes first; there is a way in without the internet."""
    service, problems = draft.service, draft.problems
    if draft.fields.lines.get("otherwise") and not service.otherwise:
        text = "`otherwise` is empty. Name at least one way in without the internet: `phone`, `counter` or `post`."
        problems.add(draft.line("otherwise"), "no-other-way", text)
    if service.urgent and not is_number(service.urgent):
        text = f"`urgent` is `{service.urgent}`. Write a telephone number: digits and spaces, as people dial it."
        problems.add(draft.line("urgent"), "bad-number", text)
    if service.tier is not Tier.COMPLEX:
        return
    if Otherwise.PHONE not in service.otherwise and Otherwise.COUNTER not in service.otherwise:
        text = "A complex service is given by people. Add `phone` or `counter` to `otherwise`."
        problems.add(draft.line("otherwise"), "complex-without-people", text)
    if not service.urgent:
        text = "A complex service shows a number first. Add `urgent:` with the number to ring."
        problems.add(draft.line("tier"), "complex-without-number", text)
    turning = _turning(draft)
    for question in every_question(service.questions):
        if question.type in FRONT_DOOR or (question.type is QuestionType.YES_NO and question.id in turning):
            continue
        text = f"A complex service assesses nothing online, and `{question.id}` is a `{question.type}`."
        more = "Ask only where, who and when to ring; `yes/no` only where a stop uses it. Or choose another tier."
        problems.add(question.line, "complex-assesses", f"{text} {more}")


def _turning(draft: Draft) -> frozenset[str]:
    """Return the questions that some stop or condition depends on."""
    found: set[str] = set()
    for when in (*(stop.when for stop in draft.service.stops), *(one.when for one in draft.service.questions)):
        try:
            found |= names(parse(when)) if when else set()
        except ExpressionRefused:
            continue
    return frozenset(found)


def _promise(draft: Draft) -> None:
    """A case or a registration has a promise that can be reckoned; an outcome of none has none."""
    service, problems = draft.service, draft.problems
    owed = service.outcome is not Outcome.NONE
    promise = service.promise
    if owed and not (promise.answer and promise.done):
        text = f"The outcome is a {service.outcome}, so say by when. Add `promise:` with `answer` and `done`."
        problems.add(draft.line("promise"), "no-promise", text)
    if not owed and (promise.answer or promise.done):
        text = "The outcome is `none`, so nothing is owed. Remove `promise`, or choose another outcome."
        problems.add(draft.line("promise"), "promise-of-nothing", text)
    hours = _hours(draft, promise)
    if hours["answer"] > hours["done"] > 0:
        text = f"It is done ({promise.done}) before it is answered ({promise.answer}). Swap the two promises."
        problems.add(draft.line("promise"), "promises-crossed", text)


def _hours(draft: Draft, promise: Promise) -> dict[str, int]:
    """Return both promises in hours, roughly, for comparing; says so where one cannot be read."""
    found = {}
    for name, written in (("answer", promise.answer), ("done", promise.done)):
        read = PROMISE.fullmatch(written)
        if written and read is None:
            text = f"The promise `{written}` cannot be reckoned. Write `4 working hours`, `2 working days` or `1 week`."
            record = draft.fields.record("promise")
            draft.problems.add(record.at(name) if record else 1, "bad-promise", text)
        found[name] = int(read[1]) * _HOURS[read[2]] if read else 0
    return found


def _people(draft: Draft) -> None:
    """What is owed is owed to somebody: a person is asked for, unless one may be anonymous."""
    service, problems = draft.service, draft.problems
    people = [question for question in service.questions if question.type is QuestionType.PERSON]
    if len(people) > 1:
        text = f"`{people[1].id}` asks for a person again. One `person` question covers who asks and whom it is about."
        problems.add(people[1].line, "two-people", text)
    if service.outcome is not Outcome.NONE and not people:
        text = "Nobody could be told what happens. Add a question of type `person` (optional, if one may be anonymous)."
        problems.add(draft.line("questions"), "no-person", text)
    required = [question for question in people if not question.optional and not question.when]
    if service.anonymous and required:
        text = f"The service is `anonymous`, but `{required[0].id}` must be answered. Add `optional: yes` to it."
        problems.add(required[0].line, "anonymous-asks-who", text)
    if people and not service.anonymous and people[0].optional:
        text = f"`{people[0].id}` may be left out, but the service is not `anonymous`. Add `anonymous: yes` or ask."
        problems.add(people[0].line, "person-optional", text)


def _safety(draft: Draft) -> None:
    """A private or sensitive service has a quick way out, a privacy notice, and is never matched."""
    service, problems = draft.service, draft.problems
    every = tuple(every_question(service.questions))
    special = [question for question in every if question.personal is Personal.SPECIAL]
    if special and not service.private:
        text = f"`{special[0].id}` is special, so who may read the case matters. Add `private: yes` to the service."
        problems.add(special[0].line, "special-not-private", text)
    if (service.private or special) and not service.exit_page:
        text = "Somebody may be looking over their shoulder. Add `exit_page: yes`."
        problems.add(draft.line("private"), "no-exit-page", text)
    if (service.private or special) and service.duplicates is not Duplicates.NEVER:
        text = "Nobody may learn that a neighbour was reported. Write `duplicates: never`."
        problems.add(draft.line("duplicates"), "private-duplicates", text)
    if any(question.personal is not Personal.NO for question in every) and "privacy" not in draft.lines:
        text = "This service asks for personal details. Add `privacy:` with what you do with them and for how long."
        problems.add(draft.line("questions"), "no-privacy-notice", text)
    _urgent_first(draft)


def _urgent_first(draft: Draft) -> None:
    """Warn where somebody in danger is asked other things first."""
    service = draft.service
    asked: set[str] = {question.id for question in service.questions[:2]}
    for stop in service.stops:
        try:
            named = names(parse(stop.when)) - {"now"}
        except ExpressionRefused:
            continue
        if stop.kind is StopKind.URGENT and not named <= asked:
            text = f"The urgent stop `{stop.id}` waits for {listed(sorted(named - asked))}. Ask about danger first."
            draft.problems.warn(stop.line, "urgent-late", text)


def _duplicates(draft: Draft) -> None:
    """Things in a street are found by a place, things at a property by an address."""
    service = draft.service
    wanted = {
        Duplicates.STREET: (QuestionType.PLACE, QuestionType.ADDRESS),
        Duplicates.PROPERTY: (QuestionType.ADDRESS,),
        Duplicates.NEVER: (),
    }[service.duplicates]
    if wanted and not any(_surely(question) for question in service.questions if question.type in wanted):
        text = f"Duplicates are found by place, and nobody is asked for one. Add a question of type {listed(wanted)}."
        draft.problems.add(draft.line("duplicates"), "duplicates-without-place", text)
    _same_answers(draft)


def _same_answers(draft: Draft) -> None:
    """What two reports must have answered alike is a choice, asked of everybody, that says nothing about a person."""
    service = draft.service
    if service.same_answers and service.duplicates is Duplicates.NEVER:
        text = "`same_answers` narrows down duplicates, and none are looked for. Write `duplicates`, or leave it out."
        draft.problems.add(draft.line("same_answers"), "same-answers-of-nothing", text)
    fit = {
        question.id
        for question in service.questions
        if question.type is QuestionType.CHOICE and question.personal is Personal.NO and _surely(question)
    }
    for named in service.same_answers:
        if named not in fit:
            known = f"Such are {listed(sorted(fit))}." if fit else "There is none."
            text = f"`same_answers` names `{named}`. It must be a choice, not personal, that everybody makes. {known}"
            draft.problems.add(draft.line("same_answers"), "same-answers-unknown", text)


def _surely(question: Question) -> bool:
    """Say whether everybody answers a question."""
    return not question.optional and not question.when


def _keeping(draft: Draft) -> None:
    """No answer is kept longer than the record that it is part of, which would cut it short unsaid."""
    longest = LONGEST_KEPT[draft.service.outcome]
    for question in every_question(draft.service.questions):
        if question.keep and _end(question.keep) > _end(longest):
            text = f"`{question.id}` is to be kept {question.keep}, but all that comes of a {draft.service.outcome}"
            draft.problems.add(question.line, "kept-too-long", f"{text} goes after {longest}. Shorten `keep`.")


def _end(length: str) -> datetime:
    """Return the end of a length of time, for comparing; one that cannot be read, which is said elsewhere, has none."""
    try:
        read_span(length)
    except ValueError:
        return _ANY_DAY
    try:
        return after(_ANY_DAY, length)
    except (ValueError, OverflowError):  # beyond the last year there is
        return datetime.max.replace(tzinfo=UTC)


def _outcome(draft: Draft) -> None:
    """A registration has holders, nothing else has; a verb has a module behind it."""
    service, problems = draft.service, draft.problems
    if service.outcome is Outcome.REGISTRATION and not service.holders:
        text = "A registration tells somebody. Add `holders:` with an id and a name for each who must acknowledge."
        problems.add(draft.line("outcome"), "no-holders", text)
    if service.holders and service.outcome is not Outcome.REGISTRATION:
        text = (
            f"The outcome is `{service.outcome}`, which has no holders. Make it a `registration`, or remove `holders`."
        )
        problems.add(draft.line("holders"), "holders-not-registration", text)
    if service.verb in _AWAITED:
        text = f"Portreeve has no {_AWAITED[service.verb]} yet, so nothing can be published under `{service.verb}`."
        problems.add(draft.line("verb"), "verb-not-ready", f"{text} Choose another verb.")
    if not service.questions and service.outcome is not Outcome.NONE:
        text = f"A {service.outcome} with no questions tells nobody anything. Add `questions:`."
        problems.add(draft.line("outcome"), "no-questions", text)


def _papers(draft: Draft) -> None:
    """There is evidence of an equality analysis and of testing, and a number in the national list."""
    service, problems = draft.service, draft.problems
    for name, what in (("equality", "the equality analysis"), ("tested_with", "whom it was tested with, and when")):
        if not service.evidence.get(name):
            text = f"Nobody can see that this was thought through. Add `{name}:` under `evidence:` with {what}."
            problems.add(draft.line("evidence"), f"no-{name.replace('_', '-')}", text)
    if _LGSL.fullmatch(service.lgsl) is None:
        text = "Add `lgsl:` with the service's number in the Local Government Service List, or `none`."
        problems.add(draft.line("lgsl"), "no-lgsl", text)
    if not service.words[service.language].search:
        text = "Nobody will find this by their own words. Add `words: […]` with what residents call it."
        problems.warn(draft.line("words"), "no-words", text)


def _routes(draft: Draft) -> None:
    """Warn of a route that changes nothing."""
    service = draft.service
    for route in service.routes:
        if route.team == service.team and route.tier in {None, service.tier}:
            text = f"This route leads to `{route.team}`, where the case would go in any case. Remove it."
            draft.problems.warn(route.line, "pointless-route", text)
        if service.outcome is Outcome.NONE:
            text = "The outcome is `none`, so there is nothing to route. Remove `routes`."
            draft.problems.add(route.line, "route-of-nothing", text)
