"""Answers as people read them, for whoever shows what was sent; special ones stay sealed until they may be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from portreeve.foundation.keys import api as keys
from portreeve.foundation.pure import sealed
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Personal, Question, QuestionType, Service
from portreeve.modules.journeys.rules import files_in, sealing, telling
from portreeve.modules.journeys.rules.checking import read_answer
from portreeve.modules.journeys.rules.forgetting import without
from portreeve.modules.journeys.rules.wording import word
from portreeve.modules.journeys.types import Json


def answer_text(  # noqa: PLR0913 - the answer, and who reads it in which language
    service: Service, question: str, value: Json, *, language: str, personal: str = "", may_open: bool = False
) -> str:
    """Return one answer in words; empty where there is none, or where it is special and may not be opened.

    One whose key is lost is a line that says so: it must not hide the others.
    `personal`: how the answer was declared when it was given; the question's own declaration where that is not known.
    `may_open`: the caller has found that the reader may read special answers of this very case.
    """
    found = next((one for one in service.questions if one.id == question), None)
    if found is None or value is None:
        return ""
    special = personal == Personal.SPECIAL or question in sealing.special(service) or sealed.is_sealed(value)
    if special and not may_open:
        return ""
    try:
        return _words(service, found, opened(value), language)
    except keys.CannotOpen:
        return word("cannot_be_read", language)


def opened(value: Json) -> Json:
    """Return an answer itself, opened if it is sealed. Only for whoever may read it. Raises CannotOpen."""
    plain: Json = sealed.opened(value, keys.unseal)
    return plain


def opened_answers(answers: Mapping[str, Json]) -> dict[str, Json]:
    """Return answers by question, each as `opened` returns it."""
    return sealing.unseal(answers, keys.unseal)


def sealed_answers(service: Service, answers: Mapping[str, Json]) -> dict[str, Json]:
    """Return answers by question as they may be kept: special ones sealed, those sealed already as they are."""
    return sealing.seal(answers, sealing.special(service), keys.seal)


def changed_inside(value: Json, change: Callable[[Json], Json]) -> Json:
    """Return an answer changed by a function that sees it in clear; sealed before, it is sealed again.

    One whose key is lost stays as it is: nobody can read it any more.
    """
    if not sealed.is_sealed(value):
        return change(value)
    try:
        kept: Json = sealed.sealed(change(opened(value)), keys.seal)
    except keys.CannotOpen:
        return value
    return kept


def answers_without(answers: Mapping[str, Json], paths: Iterable[str]) -> dict[str, Json]:
    """Return answers by question without those at some paths: a question's id, or a group's with one of its own."""
    return without(answers, paths, changed_inside)


def files_sent(answers: Mapping[str, Json]) -> tuple[UUID, ...]:
    """Return the ids of the files among answers, within groups and sealed ones too; not of those whose key is lost."""
    return files_in(in_clear(answers))


def in_clear(answers: Mapping[str, Json]) -> dict[str, Json]:
    """Return answers by question, opened, without those whose key is lost."""
    found: dict[str, Json] = {}
    for name, value in answers.items():
        with suppress(keys.CannotOpen):
            found[name] = opened(value)
    return found


def own_answers(version: str, answers: Mapping[str, Json], *, asks: bool, is_subject: bool) -> dict[str, Json]:
    """Return answers in clear as one of the people in them may be given them: see `rules.telling`."""
    try:
        service = catalogue.version(version)
    except NotFound:
        service = None
    return telling.own_answers(service, answers, asks=asks, is_subject=is_subject)


def is_special(service: Service, path: str) -> bool:
    """Say whether what is answered at a path is special, so that a file sent there is kept sealed."""
    return path.split(".", maxsplit=1)[0] in sealing.special(service)


def _words(service: Service, question: Question, value: Json, language: str) -> str:
    """Return an answer's words; a group's repeats on lines of their own."""
    if question.type is not QuestionType.GROUP:
        return read_answer(service, question, "", value, language)
    lines = []
    for item in value if isinstance(value, list) else []:
        known = item if isinstance(item, dict) else {}
        said = [
            read_answer(service, child, f"{question.id}.", known[child.id], language)
            for child in question.questions
            if known.get(child.id) is not None
        ]
        lines.append(", ".join(said))
    return "\n".join(lines)
