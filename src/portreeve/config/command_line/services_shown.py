"""How services and their problems are shown in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from portreeve.modules.catalogue.types import Problem, Question, Service


def problem_rows(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems for --json."""
    return [
        {"file": one.file, "line": one.line, "code": one.code, "text": one.text, "blocks": one.blocks}
        for one in problems
    ]


def shown_problems(problems: Iterable[Problem]) -> str:
    """Return problems a line each, in the form that editors make into links; "" where there are none."""
    lines = [
        f"{one.file}:{one.line}: {'problem' if one.blocks else 'warning'}: {one.text} [{one.code}]" for one in problems
    ]
    return "\n".join(lines)


def service_as_text(service: Service, language: str) -> str:
    """Return a service as a page of plain text."""
    return "\n".join(_lines(service, language))


def _lines(service: Service, language: str) -> Iterator[str]:
    """Yield the lines of a service."""
    yield f"{service.text('name', language)} ({service.id}, {service.version[:12] or 'a draft'})"
    yield service.text("summary", language)
    yield f"{service.verb}, {service.tier}, outcome {service.outcome}, team {service.team}"
    if service.promise.answer or service.promise.done:
        yield f"Answered within {service.promise.answer}, done within {service.promise.done}"
    yield ""
    for number, question in enumerate(service.questions, 1):
        yield from _question(service, question, f"question.{question.id}", str(number), language)
    for stop in service.stops:
        yield ""
        with_number = f" {stop.number}" if stop.number else ""
        until = f" until {stop.until}" if stop.until else ""
        yield f"{stop.kind}{with_number}{until}, if {stop.when}"
        yield f"   {service.text(f'stop.{stop.id}', language)}"
    for route in service.routes:
        yield ""
        yield f"to {route.team}, if {route.when}"


def _question(service: Service, question: Question, key: str, number: str, language: str) -> Iterator[str]:
    """Yield the lines of one question, and of those that it repeats."""
    notes = [question.type.value, *(["optional"] if question.optional else [])]
    notes += [f"if {question.when}"] if question.when else []
    yield f"{number}. {service.text(key, language)} ({', '.join(notes)})"
    for option in question.options:
        yield f"     - {service.text(f'{key}.option.{option}', language)}"
    for place, child in enumerate(question.questions, 1):
        yield from _question(service, child, f"{key}.{child.id}", f"   {number}.{place}", language)
