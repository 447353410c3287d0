"""Plays one journey in the terminal: what is shown or said, and what comes back, on any medium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from portreeve.config.rehearsal import page
from portreeve.foundation.pure.channel import Medium
from portreeve.modules.catalogue.types import Service
from portreeve.modules.journeys.api import Rehearsal
from portreeve.modules.journeys.types import (
    Done,
    HandOver,
    InvalidAnswer,
    Promised,
    Raw,
    Receipt,
    Step,
    Tell,
)
from portreeve.screens import text, voice

SAMPLE_REFERENCE = "12345678903"
"""Shown where a reference would be; nothing was sent."""


@dataclass
class Transcript:
    """What was said and heard, and how it ended."""

    service: str
    medium: str
    language: str
    turns: list[dict[str, Any]] = field(default_factory=list)
    ended: str = "unfinished"
    """`sent`, `held`, `stopped`, `person`, or `unfinished` where the replies ran out."""
    answers: dict[str, Any] = field(default_factory=dict)


def shown(
    service: Service, step: Step, medium: Medium, language: str, *, problem: InvalidAnswer | None, first: bool
) -> tuple[str, ...]:
    """Return a step as a medium has it: lines, messages, or a prompt."""
    if medium is Medium.TEXT:
        return text.show(service, step, language=language, problem=problem, first=first)
    if medium is Medium.VOICE:
        prompt = voice.show(service, step, language=language, problem=problem, first=first)
        return (prompt.say,)
    return page.show(service, step, language=language, problem=problem)


def heard(step: Step, said: str, medium: Medium, language: str) -> Raw:
    """Return a reply as the fields of a medium."""
    if medium is Medium.TEXT:
        return text.read(step, said, language=language)
    return voice.read(step, said) if medium is Medium.VOICE else page.read(step, said)


def confirmed(service: Service, sent: Receipt, medium: Medium, language: str) -> tuple[str, ...]:
    """Return what is shown once it is sent."""
    if medium is Medium.TEXT:
        return text.receipt(service, sent, language=language)
    if medium is Medium.VOICE:
        return (voice.receipt(service, sent, language=language).say,)
    return page.receipt(service, sent, language=language)


def play(
    service: Service, rehearsal: Rehearsal, medium: Medium, *, replies: Iterator[str], out: Callable[[str, str], None]
) -> Transcript:
    """Go through a journey until it ends or the replies run out. `out` is given who speaks and the lines.

    A reply `@` and a time, such as `@2026-10-25T17:00:20`, lets time pass.
    """
    language = rehearsal.state.language
    told = Transcript(service.id, medium.value, language)
    problem: InvalidAnswer | None = None
    while True:
        step = rehearsal.step()
        if isinstance(step, Done):
            _send(service, rehearsal, medium, told, out)
            if told.ended != "unfinished":
                return told
            continue
        lines = shown(service, step, medium, language, problem=problem, first=not told.turns)
        _note(told, out, lines, problem)
        if isinstance(step, HandOver) or (isinstance(step, Tell) and not step.goes_on):
            told.ended = "person" if isinstance(step, HandOver) else "stopped"
            return told
        said = _next(replies, rehearsal)
        if said is None:
            return told
        told.turns[-1]["reply"] = said
        out("reply", said)
        raw = heard(step, said, medium, language)
        problem = None if raw == voice.AGAIN else rehearsal.take(raw)


def _note(
    told: Transcript, out: Callable[[str, str], None], lines: tuple[str, ...], problem: InvalidAnswer | None
) -> None:
    """Keep what is shown, and show it."""
    told.turns.append({"said": list(lines)} | ({"problem": problem.code} if problem else {}))
    out("said", "\n".join(lines))


def _send(
    service: Service, rehearsal: Rehearsal, medium: Medium, told: Transcript, out: Callable[[str, str], None]
) -> None:
    """Send, as far as a rehearsal does: judge once more, and say what would be said."""
    judged = rehearsal.send()
    if judged.failed or (judged.stop and not judged.held_until):
        return
    reference = "" if judged.held_until or service.outcome == "none" else SAMPLE_REFERENCE
    sent = Receipt(reference, Promised(), "next", held_until=judged.held_until)
    _note(told, out, confirmed(service, sent, medium, rehearsal.state.language), None)
    told.ended = "held" if judged.held_until else "sent"
    told.answers = dict(rehearsal.sent())


def _next(replies: Iterator[str], rehearsal: Rehearsal) -> str | None:
    """Return the next reply, letting time pass where one says so; None when there are no more."""
    for said in replies:
        if not said.startswith("@"):
            return said
        rehearsal.at(read_time(said[1:], rehearsal.state.zone))
    return None


def read_time(said: str, zone: str) -> datetime:
    """Return a council-local time as UTC. Raises ValueError."""
    at = datetime.fromisoformat(said.strip())
    local = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)
