"""Answers whose own time is over, taken out of what was sent; a group's repeats lose the answers that are meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.types import Json

Change = Callable[[Json], Json]
Inside = Callable[[Json, Change], Json]
"""Changes a value that may be sealed, and seals it again."""


def without(answers: Mapping[str, Json], paths: Iterable[str], inside: Inside) -> dict[str, Json]:
    """Return answers by question without those at some paths: `you`, or `movers.born` for one answer of each repeat."""
    wanted = list(paths)
    whole = {path for path in wanted if "." not in path}
    parts: dict[str, set[str]] = {}
    for path in wanted:
        name, _, child = path.partition(".")
        if child and name not in whole:
            parts.setdefault(name, set()).add(child)
    left = {name: value for name, value in answers.items() if name not in whole}
    return left | {
        name: inside(left[name], partial(_thinned, children=gone)) for name, gone in parts.items() if name in left
    }


def _thinned(value: Json, *, children: set[str]) -> Json:
    """Return a group's repeats without some of their answers."""
    if not isinstance(value, list):
        return value
    return [
        {name: inner for name, inner in item.items() if name not in children} if isinstance(item, dict) else item
        for item in value
    ]


def about_others(learned: Mapping[str, Json], paths: Iterable[str]) -> dict[str, Json]:
    """Return what was found out, without what was found out for the questions at some paths."""
    names = {path.partition(".")[0] for path in paths}
    return {key: value for key, value in learned.items() if _question(key) not in names}


def _question(key: str) -> str:
    """Return the question that something was found out for: `fact/where` or `where.lookup` are both about `where`."""
    path = key.split("/")[1] if "/" in key else key
    return path.split(".")[0]


def spans_of(service: Service, answers: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """Yield path and span of each answer that is there and has a time of its own."""
    for question in service.questions:
        if question.id not in answers:
            continue
        if question.keep:
            yield question.id, question.keep
        items = answers[question.id]
        there = {name for item in items if isinstance(item, dict) for name in item} if isinstance(items, list) else None
        for child in question.questions:
            if child.keep and (there is None or child.id in there):
                yield f"{question.id}.{child.id}", child.keep
