"""What a case keeps of a reporter's answers: each with how personal it is and how long it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from portreeve.modules.cases.types import KeptAnswer
from portreeve.modules.catalogue.types import Personal, Question, QuestionType
from portreeve.modules.journeys.types import Json

_RANK: Final = (Personal.NO, Personal.YES, Personal.SPECIAL)
_SEARCHED: Final = frozenset({QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.REFERENCE})


def keep(questions: Iterable[Question], answers: Mapping[str, Json]) -> dict[str, Any]:
    """Return the answers as they are stored; one to a question the service does not have counts as personal."""
    asked = {question.id: question for question in questions}
    return {
        name: {
            "value": value,
            "personal": _personal(asked[name]).value if name in asked else Personal.YES.value,
            "keep": asked[name].keep if name in asked else "",
            **_parts(asked.get(name)),
        }
        for name, value in answers.items()
    }


def _parts(question: Question | None) -> dict[str, dict[str, str]]:
    """Return how long the answers within a group are kept, where they say so themselves."""
    spans = {child.id: child.keep for child in question.questions if child.keep} if question else {}
    return {"parts": spans} if spans else {}


def kept(stored: Mapping[str, Any]) -> tuple[KeptAnswer, ...]:
    """Return stored answers as values."""
    return tuple(
        KeptAnswer(question=name, value=one.get("value"), personal=one.get("personal", "yes"))
        for name, one in stored.items()
    )


def searched(questions: Iterable[Question], answers: Mapping[str, Json]) -> str:
    """Return the words of answers that staff may search by: free text that says nothing about a person.

    Special answers are never among them, nor is anything sealed.
    """
    words = (answers.get(q.id) for q in questions if q.type in _SEARCHED and _personal(q) is Personal.NO)
    return " ".join(word for word in words if isinstance(word, str))[:20_000]


def _personal(question: Question) -> Personal:
    """Return how personal a question is: a group is as personal as the most personal question in it."""
    return max((question.personal, *(_personal(q) for q in question.questions)), key=_RANK.index)
