"""Special answers within a state or a submission, sealed and opened by functions that the shell hands in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from portreeve.modules.catalogue.types import Personal, Question, Service
from portreeve.modules.journeys.types import Json

MARK = "$sealed"


def special(service: Service) -> frozenset[str]:
    """Return the ids of the questions whose answers are sealed; a group, if anything in it is special."""
    return frozenset(question.id for question in service.questions if _is_special(question))


def _is_special(question: Question) -> bool:
    """Say whether a question or anything within it is special."""
    return question.personal is Personal.SPECIAL or any(_is_special(child) for child in question.questions)


def _about(key: str, names: frozenset[str]) -> bool:
    """Say whether a path, or the key of something learned, is about one of these questions."""
    path = key.split("/")[1] if "/" in key else key
    return path.split(".")[0] in names


def seal(values: Mapping[str, Json], names: frozenset[str], sealer: Callable[[bytes], str]) -> dict[str, Json]:
    """Return a map by question, path or learned key, with what is about the named questions sealed."""
    return {
        key: {MARK: sealer(json.dumps(value).encode())} if _about(key, names) and value is not None else value
        for key, value in values.items()
    }


def unseal(values: Mapping[str, Json], opener: Callable[[str], bytes]) -> dict[str, Json]:
    """Return a map with everything sealed in it opened."""
    return {key: _opened(value, opener) for key, value in values.items()}


def _opened(value: Json, opener: Callable[[str], bytes]) -> Json:
    """Return one value, opened if it is sealed."""
    if isinstance(value, dict) and set(value) == {MARK}:
        opened: Json = json.loads(opener(str(value[MARK])))
        return opened
    return value
