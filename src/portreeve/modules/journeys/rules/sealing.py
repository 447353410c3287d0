"""Special answers, and stops that would tell them, sealed and opened by functions that the shell hands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portreeve.foundation.pure.sealed import opened, sealed
from portreeve.modules.catalogue.types import Personal, Question, Service
from portreeve.modules.journeys.rules.conditions import RuleFailed, reads
from portreeve.modules.journeys.types import Json

SPECIAL = "special"
"""Stands for a stop whose id would tell a special answer, wherever ids are kept in clear."""
_SEALED_PARTS = ("answers", "partial", "learned")


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
        key: sealed(value, sealer) if _about(key, names) and value is not None else value
        for key, value in values.items()
    }


def unseal(values: Mapping[str, Json], opener: Callable[[str], bytes]) -> dict[str, Json]:
    """Return a map with everything sealed in it opened."""
    return {key: opened(value, opener) for key, value in values.items()}


def reveals(service: Service, stop: str) -> bool:
    """Say whether knowing that a stop held tells something about a special answer; if it cannot be read, it may."""
    names = special(service)
    found = next((one for one in service.stops if one.id == stop), None)
    if found is None or not names:
        return False
    try:
        return bool(reads(found.when) & names)
    except RuleFailed:
        return True


def in_clear(service: Service, stop: str) -> str:
    """Return a stop's id as events, lists and figures may carry it."""
    return SPECIAL if reveals(service, stop) else stop


def hidden(service: Service, stop: str, sealer: Callable[[bytes], str]) -> Json:
    """Return a stop's id as a row keeps it: sealed, if it would tell a special answer."""
    kept: Json = sealed(stop, sealer) if reveals(service, stop) else stop
    return kept


def seal_state(service: Service, plain: Mapping[str, Json], sealer: Callable[[bytes], str]) -> dict[str, Json]:
    """Return a state's JSON with everything sealed that is, or tells, a special answer."""
    kept, names = dict(plain), special(service)
    if not names:
        return kept
    for part in _SEALED_PARTS:
        values = kept[part]
        kept[part] = seal(values, names, sealer) if isinstance(values, dict) else values
    for part in ("told", "passed"):
        stops = kept[part]
        kept[part] = [hidden(service, str(one), sealer) for one in stops] if isinstance(stops, list) else stops
    kept["stopped"] = hidden(service, str(kept["stopped"]), sealer)
    return kept


def open_state(kept: Mapping[str, Any], opener: Callable[[str], bytes]) -> dict[str, Any]:
    """Return the JSON of a state with everything sealed in it opened."""
    plain = dict(kept)
    for part in _SEALED_PARTS:
        plain[part] = unseal(kept[part], opener)
    for part in ("told", "passed"):
        plain[part] = [opened(one, opener) for one in kept[part]]
    plain["stopped"] = opened(kept["stopped"], opener)
    return plain
