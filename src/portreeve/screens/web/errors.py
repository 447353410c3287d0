"""Says what is wrong with a reply, in words: specific, and the same in the summary as beside the field."""

from __future__ import annotations

from portreeve.foundation.design.api import Words
from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Ask, InvalidAnswer, Part

_CHOOSE = {QuestionType.CHOICE, QuestionType.YES_NO, QuestionType.SEVERAL}
_BY_PART = {Part.PICK: "pick", Part.SEARCH: "search", Part.MANUAL: "manual", Part.MORE: "more"}


def _missing(ask: Ask) -> str:
    """Return which text says that nothing was given, by what was asked for."""
    if ask.part in _BY_PART:
        place = ask.question.type is QuestionType.PLACE and ask.part is not Part.MORE
        return f"errors.missing.{_BY_PART[ask.part]}{'-place' if place else ''}"
    if ask.question.type in _CHOOSE:
        return "errors.missing.choose"
    if ask.question.type in {QuestionType.PHOTO, QuestionType.FILE, QuestionType.PLACE}:
        return f"errors.missing.{ask.question.type}"
    return "errors.missing.write"


def error_text(problem: InvalidAnswer, ask: Ask, w: Words) -> str:
    """Return the words for a refusal, with the question in them where that makes them clearer."""
    key = _missing(ask) if problem.code == "missing" else f"errors.{problem.code}"
    data = {name: str(value) for name, value in problem.data.items()}
    return w.plain(
        key, **{"question": ask.text.rstrip("?؟ "), "least": "", "most": "", "limit": "", "query": "", **data}
    )
