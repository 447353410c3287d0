"""A service as one canonical JSON document, and back. The document's hash is the version that journeys keep."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from portreeve.foundation.expressions.api import parse, paths
from portreeve.modules.catalogue.types import (
    Before,
    Duplicates,
    FactDeclaration,
    Otherwise,
    Outcome,
    Personal,
    Promise,
    Question,
    QuestionType,
    Route,
    Service,
    Stop,
    StopKind,
    Tier,
    Verb,
    Words,
)

Document = dict[str, Any]
_NOT_KEPT = frozenset({"line", "version"})
"""Where something stood in its file, and the hash itself: neither changes what a service is."""

_ADDED = ("same_answers",)
"""Keys that came after 0.1.0: left out where they say nothing, so that what was published before keeps its version.

For the same reason fields that a fact was given since are left out where no condition names them.
"""


def to_document(service: Service, facts: Iterable[FactDeclaration] = ()) -> Document:
    """Return everything a version is, and the facts it was checked against, as plain JSON values."""
    kept = _plain(service)
    for name in _ADDED:
        if not kept[name]:
            del kept[name]
    return {"service": kept, "facts": _facts_used(service, facts)}


def hash_of(document: Document) -> str:
    """Return the version's name: the hash of the document written in one way only."""
    return sha256(text_of(document).encode()).hexdigest()


def text_of(document: Document) -> str:
    """Return the document as text, written in one way only."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_document(document: Mapping[str, Any], version: str) -> Service:
    """Return the service that a document holds. Raises KeyError or ValueError for one that is not of this format."""
    kept = dict(document["service"])
    kept |= {
        "version": version,
        "verb": Verb(kept["verb"]),
        "outcome": Outcome(kept["outcome"]),
        "tier": Tier(kept["tier"]),
        "duplicates": Duplicates(kept["duplicates"]),
        "promise": Promise(**kept["promise"]),
        "before": Before(**(kept["before"] | {"need": tuple(kept["before"]["need"])})),
        "otherwise": tuple(Otherwise(way) for way in kept["otherwise"]),
        "words": {tag: Words(**(words | {"search": tuple(words["search"])})) for tag, words in kept["words"].items()},
        "questions": tuple(_question(one) for one in kept["questions"]),
        "stops": tuple(Stop(**(one | {"kind": StopKind(one["kind"])})) for one in kept["stops"]),
        "routes": tuple(_route(one) for one in kept["routes"]),
        "holders": tuple(kept["holders"]),
        "same_answers": tuple(kept.get("same_answers", ())),
    }
    return Service(**kept)


def versioned(service: Service, facts: Iterable[FactDeclaration] = ()) -> Service:
    """Return a draft with the version it would have if it were published."""
    return replace(service, version=hash_of(to_document(service, facts)))


def _question(kept: Mapping[str, Any]) -> Question:
    """Return one question."""
    typed = {
        "type": QuestionType(kept["type"]),
        "personal": Personal(kept["personal"]),
        "options": tuple(kept["options"]),
        "questions": tuple(_question(child) for child in kept["questions"]),
    }
    return Question(**(dict(kept) | typed))


def _route(kept: Mapping[str, Any]) -> Route:
    """Return one route."""
    return Route(**(dict(kept) | {"tier": Tier(kept["tier"]) if kept["tier"] else None}))


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name not in _NOT_KEPT}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value


def _facts_used(service: Service, facts: Iterable[FactDeclaration]) -> Document:
    """Return the facts that the service's conditions ask for, with their fields."""
    conditions = (
        *(stop.when for stop in service.stops),
        *(route.when for route in service.routes),
        *(question.when for question in service.questions),
    )
    asked = [path for condition in conditions if condition for path in paths(parse(condition))]
    named, parts = {part for path in asked for part in path[1:2]}, {part for path in asked for part in path}
    return {
        fact.name: {name: of for name, of in fact.fields.items() if name in parts or name not in fact.added}
        for fact in facts
        if fact.name in named
    }
