"""What staff can do to a case, as data: which fields each act asks for, and which operation it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from portreeve.foundation.pure.actor import Actor
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import Audience, ClosingReason, FailureCause, ReopeningReason


class Kind(StrEnum):
    """How a field is asked."""

    TEXT = "text"
    LINE = "line"
    DATE = "date"
    CHOICE = "choice"
    OWNER = "owner"
    TEAM = "team"
    TEAMS = "teams"
    REPORTER = "reporter"
    QUESTION = "question"
    """One that still waits for its answer."""
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Ask:
    """One field of an act. Words are `acts.ACT.NAME` and `acts.ACT.NAME_hint`."""

    name: str
    kind: Kind
    optional: bool = False
    options: tuple[str, ...] = ()
    group: str = ""
    """The group of `codes` that words the options."""


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act: its name in the address and the words, the name in `CaseView.may`, its fields and its operation."""

    name: str
    may: str
    asks: tuple[Ask, ...]
    do: Callable[..., Any]
    checks_revision: bool = True
    warns: bool = False
    """It ends or gives away the case: its button is not the usual colour."""


class FieldWrong(Exception):
    """A field cannot be read; `name` is the field, `code` says why, for the words `acts.wrong.CODE`."""

    def __init__(self, name: str, code: str) -> None:
        """Keep which field and why."""
        super().__init__(code)
        self.name, self.code = name, code


TEXT = Ask("text", Kind.TEXT)
MAYBE_TEXT = Ask("text", Kind.TEXT, optional=True)
PHOTO = Ask("files", Kind.PHOTO, optional=True)
_CLOSING = tuple(r for r in ClosingReason if r not in {ClosingReason.WITHDRAWN, ClosingReason.DUPLICATE})


def write_answer(*, case: UUID, question: UUID, text: str, by: Actor, at: datetime) -> None:
    """Write down what somebody answered when they were rung, or came in: not everybody can follow a link."""
    del case  # the question knows it
    cases.answer(question=question, text=text, by=by, at=at)


def take_back(*, case: UUID, reporter: UUID, by: Actor, at: datetime) -> None:
    """Take somebody's part back because they said so."""
    del case  # the reporter's part knows it
    cases.withdraw(reporter=reporter, by=by, at=at)


ACTS: tuple[DeskAct, ...] = (
    DeskAct("assign", "assign", (Ask("owner", Kind.OWNER),), cases.assign),
    DeskAct("schedule", "schedule", (Ask("on", Kind.DATE), MAYBE_TEXT), cases.schedule),
    DeskAct("unschedule", "unschedule", (TEXT,), cases.unschedule),
    DeskAct("ask", "ask_reporter", (Ask("reporter", Kind.REPORTER), TEXT), cases.ask_reporter),
    DeskAct(
        "update",
        "update",
        (TEXT, Ask("audience", Kind.CHOICE, options=(Audience.REPORTERS, Audience.PUBLIC), group="audience"), PHOTO),
        cases.update,
    ),
    DeskAct("note", "note", (TEXT, PHOTO), cases.note, checks_revision=False),
    DeskAct("done", "done", (MAYBE_TEXT, PHOTO), cases.done),
    DeskAct(
        "close",
        "close",
        (Ask("reason", Kind.CHOICE, options=_CLOSING, group="closing"), MAYBE_TEXT),
        cases.close,
        warns=True,
    ),
    DeskAct(
        "reopen",
        "reopen",
        (Ask("reason", Kind.CHOICE, options=tuple(ReopeningReason), group="reopening"), MAYBE_TEXT),
        cases.reopen,
    ),
    DeskAct("answer", "answer", (Ask("question", Kind.QUESTION), TEXT), write_answer, checks_revision=False),
    DeskAct("chase", "chase", (), cases.chase, checks_revision=False),
    DeskAct("withdraw", "withdraw", (Ask("reporter", Kind.REPORTER),), take_back, checks_revision=False, warns=True),
    DeskAct(
        "delay",
        "explain_delay",
        (
            Ask("new_date", Kind.DATE),
            TEXT,
            Ask("cause", Kind.CHOICE, options=tuple(c for c in FailureCause if c != "not said"), group="cause"),
        ),
        cases.explain_delay,
    ),
    DeskAct("route", "route", (Ask("team", Kind.TEAM),), cases.send_to_team),
    DeskAct("split", "split", (Ask("teams", Kind.TEAMS),), cases.split),
    DeskAct("duplicate", "link_duplicate", (Ask("original", Kind.LINE),), cases.link_duplicate, checks_revision=False),
    DeskAct("apart", "unlink_duplicate", (TEXT,), cases.unlink_duplicate),
    DeskAct(
        "pass-on",
        "pass_on",
        (
            Ask("body", Kind.LINE),
            Ask("their_reference", Kind.LINE, optional=True),
            Ask("expected_by", Kind.DATE, optional=True),
            MAYBE_TEXT,
        ),
        cases.pass_on,
        checks_revision=False,
        warns=True,
    ),
    DeskAct(
        "end-referral",
        "end_referral",
        (Ask("outcome", Kind.CHOICE, options=tuple(cases.ReferralOutcome), group="referral"), MAYBE_TEXT),
        cases.end_referral,
        checks_revision=False,
    ),
)
TELLING = frozenset(
    {"schedule", "unschedule", "update", "done", "close", "reopen", "delay", "pass-on", "end-referral", "apart"}
)
"""Acts that people hear of, where there is anybody to tell."""
BY_NAME: Mapping[str, DeskAct] = {act.name: act for act in ACTS}
_CHOICES: Mapping[tuple[str, str], Callable[[str], Any]] = {
    ("update", "audience"): Audience,
    ("close", "reason"): ClosingReason,
    ("reopen", "reason"): ReopeningReason,
    ("delay", "cause"): FailureCause,
    ("end-referral", "outcome"): cases.ReferralOutcome,
}


def read(act: DeskAct, typed: Mapping[str, str], many: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return an act's values from what was typed, files left out. Raises FieldWrong for the first that is wrong."""
    found: dict[str, Any] = {}
    for ask in act.asks:
        if ask.kind is Kind.PHOTO:
            continue
        value = _read(act, ask, typed, many)
        if value is None and not ask.optional and ask.kind is not Kind.OWNER:
            raise FieldWrong(ask.name, "missing")
        if value is not None or ask.kind is Kind.OWNER:
            found[ask.name] = value
    return found


def _read(act: DeskAct, ask: Ask, typed: Mapping[str, str], many: Mapping[str, list[str]]) -> Any:
    """Read one field; None where nothing was typed."""
    if ask.kind is Kind.DATE:
        return read_date(ask.name, typed)
    if ask.kind is Kind.TEAMS:
        return tuple(many.get(ask.name, [])) or None
    value = typed.get(ask.name, "").strip()
    if not value:
        return None
    if ask.kind in {Kind.OWNER, Kind.REPORTER, Kind.QUESTION}:
        return read_id(ask.name, value)
    if ask.kind is Kind.CHOICE:
        if value not in ask.options:
            raise FieldWrong(ask.name, "choice")
        return _CHOICES[act.name, ask.name](value)
    return value


def read_date(name: str, typed: Mapping[str, str]) -> date | None:
    """Read a day typed as three parts; None if all are empty. Raises FieldWrong."""
    parts = [typed.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day")]
    if not any(parts):
        return None
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise FieldWrong(name, "date") from error


def read_id(name: str, value: str) -> UUID:
    """Read an id that one of our own pages offered."""
    try:
        return UUID(value)
    except ValueError as error:
        raise FieldWrong(name, "choice") from error
