"""A step as the plain text of its page, and a typed line as the page's fields: the web medium in a terminal."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from portreeve.foundation.pure import reference as references
from portreeve.modules.catalogue.types import QuestionType, Service
from portreeve.modules.journeys.types import (
    Ask,
    Check,
    HandOver,
    InvalidAnswer,
    Part,
    Raw,
    Receipt,
    Similar,
    Step,
    Tell,
)

_FIELDS = {
    QuestionType.DATE: "day, month and year: 27 3 2026",
    QuestionType.PERSON: "name=…; email=…; phone=…; contact=email|text|letter|call; on_behalf=yes; about_name=…",
    QuestionType.PLACE: "a street, or fields: lat=…; long=…; detail=… or text=…",
    QuestionType.SEVERAL: "all that fit, with commas",
    QuestionType.PHOTO: "the name of a picture",
    QuestionType.FILE: "the name of a file",
}


def show(service: Service, step: Step, *, language: str, problem: InvalidAnswer | None = None) -> tuple[str, ...]:
    """Return the lines of a page."""
    lines = [f"! {problem.code}" + (f" ({problem.part})" if problem.part else "")] if problem else []
    if isinstance(step, Ask):
        return (*lines, *_asked(step))
    if isinstance(step, Tell):
        ring = [f"Ring {step.number}"] if step.number else []
        return (*lines, step.text, *ring, *(["[continue]"] if step.goes_on else []))
    if isinstance(step, Check):
        rows = [f"{n}. {row.label} — {row.value.replace(chr(10), ', ')}" for n, row in enumerate(step.rows, start=1)]
        return (*lines, f"# {service.text('name', language)}", *rows, "[send] [change N]")
    if isinstance(step, Similar):
        return (*lines, "# Already reported?", *(f"( ) {one.code}: {one.label}" for one in step.found), "( ) apart")
    if isinstance(step, HandOver):
        return (*lines, step.text, f"[a person goes on: {step.reason.value}]")
    return tuple(lines)


def _asked(step: Ask) -> list[str]:
    """Return the lines of a question page."""
    number, of = step.position
    lines = [f"# {step.text}" + (" (optional)" if step.optional else "") + f"  [{number} of {of}]", step.hint]
    if step.part is not Part.WHOLE:
        lines.append(f"({step.part.value})")
    lines += [f"( ) {choice.code}: {choice.label}" for choice in step.choices]
    if step.part in {Part.WHOLE, Part.SEARCH} and step.question.type in _FIELDS:
        lines.append(f"[{_FIELDS[step.question.type]}]")
    return [line for line in lines if line]


def read(step: Step, said: str) -> Raw:
    """Return a typed line as fields: `name=value; …`, a command in brackets' words, or the one field there is."""
    plain = said.strip()
    if plain in {"skip", "back", "person", "manual", "search", "send", "continue"}:
        return {"action": plain}
    if plain.startswith("change ") and isinstance(step, Check):
        number = plain.removeprefix("change ")
        found = step.rows[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(step.rows) else None
        return {"action": "change", "path": found.changes if found else number}
    if "=" in plain and isinstance(step, Ask):
        pairs = (part.partition("=") for part in plain.split(";") if "=" in part)
        return {name.strip(): value.strip() for name, _, value in pairs}
    return _one_field(step, plain) if isinstance(step, Ask) else {"answer": plain}


def _one_field(step: Ask, said: str) -> Raw:
    """Return a line as the field that the page has for it."""
    kind = step.question.type
    if step.part is Part.SEARCH:
        return {"query": said}
    if step.part is Part.MANUAL:
        line, _, town = said.rpartition(",")
        return {"text": said} if kind is QuestionType.PLACE else {"line1": line or said, "town": town.strip()}
    if kind is QuestionType.DATE:
        day, month, year, *_ = [*said.replace("/", " ").split(), "", "", ""]
        return {"day": day, "month": month, "year": year}
    if kind is QuestionType.SEVERAL:
        return {"answer": [part.strip() for part in said.split(",") if part.strip()]}
    return {"upload": said} if kind in {QuestionType.PHOTO, QuestionType.FILE} else {"answer": said}


def receipt(service: Service, sent: Receipt, *, language: str, zone: str = "Europe/London") -> tuple[str, ...]:
    """Return the lines of the confirmation page."""
    if sent.held_until:
        until = sent.held_until.astimezone(ZoneInfo(zone))
        return (f"[held until {until:%H:%M on %d/%m/%Y}]",)
    reference = [f"# {references.grouped(sent.reference)}"] if sent.reference else []
    return (*reference, service.text("next", language))
