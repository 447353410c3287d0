"""The pieces of the gallery: what each page is made with, by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from portreeve.channels.resident_web import visit
from portreeve.channels.resident_web.views.mine import REASONS, asked_of, own_fields
from portreeve.channels.resident_web.views.tracking import News
from portreeve.foundation.design.api import Page
from portreeve.foundation.pure.reference import grouped
from portreeve.modules.cases.types import CaseStatus
from portreeve.modules.catalogue.types import (
    Before,
    Otherwise,
    Outcome,
    Promise,
    Service,
    Stop,
    StopKind,
    Tier,
    Verb,
    Words,
)
from portreeve.modules.journeys.types import (
    Check,
    CheckRow,
    Choice,
    InvalidAnswer,
    Part,
    Promised,
    Receipt,
    Similar,
    Tell,
)
from portreeve.screens.web.fields import Trouble
from portreeve.screens.web.page import question_page
from portreeve.screens.web.samples import SHAPES, make_ask

SERVICE = Service(
    id="missed-bin",
    format=1,
    version="",
    verb=Verb.REPORT,
    outcome=Outcome.CASE,
    team="waste",
    tier=Tier.SIMPLE,
    promise=Promise("1 working day", "2 working days"),
    before=Before("3 minutes", "free", ("the address of the bin",)),
    otherwise=(Otherwise.PHONE, Otherwise.COUNTER, Otherwise.POST),
    words={"en": Words("en", {"name": "Report a missed bin"}), "ar": Words("ar", {"name": "Report a missed bin"})},
    exit_page=True,
)
HELD = visit.Held("sample", UUID(int=0), SERVICE.id)
STOP = Stop(id="window", when="true", kind=StopKind.HOLD)
TYPED = ("1 Mill Lane", "Behind the wall")


@dataclass(frozen=True, slots=True)
class Piece:
    """One page in one state."""

    name: str
    group: str
    template: str
    make: Callable[[Page], dict[str, object]]

    def context(self, page: Page) -> dict[str, object]:
        """Return what the page is made with."""
        base = {
            "service": SERVICE,
            "name": "Report a missed bin",
            "held": HELD,
            "revision": 1,
            "here": "#",
            "exit_address": "/exit",
            "offered": ("en", "cy", "ar"),
            "can_go_back": True,
            "position": (2, 5),
            "map_outline": page.url("resident:map"),
        }
        return {**base, **self.make(page)}


def _question(index: int, *, wrong: bool = False, optional: bool = False) -> Callable[[Page], dict[str, object]]:
    kind, part, choices = SHAPES[index]

    def make(page: Page) -> dict[str, object]:
        ask = make_ask(kind, part, choices, optional=optional, hint="A hint that helps." if optional else "")
        problem = InvalidAnswer("missing", part="answer") if wrong else None
        q = question_page(ask, page.w, typed={"answer": ["<b>"]} if wrong else None, problem=problem)
        return {"q": q, "error_title": wrong}

    return make


def _questions() -> Iterator[Piece]:
    for index, (kind, part, choices) in enumerate(SHAPES):
        name = f"{kind.value}-{part.value}-{len(choices)}".replace(" ", "-").replace("/", "-")
        for state in ("plain", "wrong", "optional"):
            make = _question(index, wrong=state == "wrong", optional=state == "optional")
            yield Piece(f"{name}-{state}", f"question: {kind.value}", "resident/question.html", make)


def _check(_page: Page) -> dict[str, object]:
    rows = (
        CheckRow("where", "Where is the bin?", "1 Mill Lane, Haverstock\nHV1 2AB", "where"),
        CheckRow("bin", "Which bin did we miss?", "Black bin", "bin"),
        CheckRow("photo", "Can you show us the bin?", "", "photo"),
    )
    return {"step": Check(rows), "key": "sample"}


def _tell(**more: object) -> Callable[[Page], dict[str, object]]:
    def make(page: Page) -> dict[str, object]:
        heading = page.w("journey.tell_hold" if more.get("goes_on") else "journey.tell")
        return {
            "heading": heading,
            "text": "Rounds end at 5pm. We will send your report then.",
            "step": Tell(STOP, ""),
            **more,
        }

    return make


def _hand_over(page: Page) -> dict[str, object]:
    return {"heading": page.w("journey.hand_over"), "text": page.w("journey.hand_over_text"), "hand_over": True}


def _similar(*, wrong: bool) -> Callable[[Page], dict[str, object]]:
    found = (Choice("8KD2M4XW", "Fly-tipping in Mill Lane, reported 2 days ago", "With the team"),)

    def make(page: Page) -> dict[str, object]:
        troubles = (Trouble(page.w.plain("journey.similar_missing"), "answer"),) if wrong else ()
        return {"step": Similar(found), "troubles": troubles, "error_title": wrong}

    return make


def _sent(*, secret: str = "", held: bool = False) -> Callable[[Page], dict[str, object]]:
    def make(page: Page) -> dict[str, object]:
        receipt = Receipt("" if held else "12345678901", Promised(), "next", secret=secret)
        return {
            "receipt": receipt,
            "reference": grouped(receipt.reference),
            "heading": page.w("journey.sent_held" if held else "journey.sent_report"),
            "next": "We will come back for the bin within 2 working days.",
            "held_until": "5pm" if held else "",
            "answer_by": "" if held else "Monday 23 November 2026",
            "done_by": "" if held else "Tuesday 24 November 2026",
            "words_language": "en",
            "shared": not held,
            "reasons": REASONS,
            "feedback_to": "#feedback",
        }

    return make


def _status(status: str, **more: object) -> Callable[[Page], dict[str, object]]:
    def make(page: Page) -> dict[str, object]:
        w = page.w
        news = News(w.plain("track.update.scheduled"), "A crew comes on Tuesday.", "5pm", "2026-11-23T17:00:00+00:00")
        return {
            "reference": grouped("12345678901"),
            "status": status,
            "means": w(f"status.{status}.means"),
            "dates": [(w.plain("journey.done_by"), "Tuesday 24 November 2026")],
            "updates": [news],
            "opened": "midday",
            "opened_iso": "2026-11-22T12:00:00+00:00",
            "detail": "amina@example.com",
            "action": "#",
            **more,
        }

    return make


def _mine(may: frozenset[str], *, wrong: bool) -> Callable[[Page], dict[str, object]]:
    def make(page: Page) -> dict[str, object]:
        troubles = (Trouble(page.w.plain("track.answer_missing"), "text"),) if wrong else ()
        own = own_fields(page.w, {one.target: one.text for one in troubles})
        asked = asked_of("sample", "Which side of the house is the bin on?", page.w, wrong=wrong)
        questions = [asked] if "answer" in may else []
        more = {"may": may, "questions": questions, "troubles": troubles, "error_title": wrong}
        return {**_status("done" if "verdict" in may else "waiting_for_you")(page), **own, **more}

    return make


def _statuses() -> Iterator[Piece]:
    codes = [code.replace(" ", "_") for code in CaseStatus]
    for code in (*codes, "withdrawn"):
        make = _status(code, chase=True, offer_access=True)
        yield Piece(f"status-{code}", "status", "resident/status.html", make)
    holders = [("Council Tax", "Told"), ("Electoral services", "They have changed it")]
    yield Piece("status-telling", "status", "resident/status.html", _status("telling", holders=holders, updates=[]))
    for name, may in (("answer", {"answer"}), ("verdict", {"verdict", "withdraw"}), ("reopen", {"reopen", "withdraw"})):
        yield Piece(f"mine-{name}", "status", "resident/mine.html", _mine(frozenset(may), wrong=False))
    yield Piece("mine-answer-wrong", "status", "resident/mine.html", _mine(frozenset({"answer"}), wrong=True))


def _trouble(kind: str) -> Callable[[Page], dict[str, object]]:
    return lambda _: {"kind": kind, "again": "/", "typed": TYPED if kind in {"stale", "lost"} else ()}


def _others() -> Iterator[Piece]:
    yield Piece("check", "journey", "resident/check.html", _check)
    yield Piece("tell", "journey", "resident/tell.html", _tell())
    yield Piece("tell-hold", "journey", "resident/tell.html", _tell(goes_on=True))
    yield Piece("tell-urgent", "journey", "resident/tell.html", _tell(number="999"))
    yield Piece("hand-over", "journey", "resident/tell.html", _hand_over)
    yield Piece("similar", "journey", "resident/similar.html", _similar(wrong=False))
    yield Piece("similar-wrong", "journey", "resident/similar.html", _similar(wrong=True))
    yield Piece("sent", "journey", "resident/sent.html", _sent())
    yield Piece("sent-anonymous", "journey", "resident/sent.html", _sent(secret="7F3K-9QXM-22TD"))  # noqa: S106
    yield Piece("sent-held", "journey", "resident/sent.html", _sent(held=True))
    yield Piece(
        "saved", "journey", "resident/save.html", lambda _: {"code": "12345 67890", "until": "20 December 2026"}
    )
    yield Piece("adviser", "journey", "resident/adviser.html", lambda _: {"code": "123 456"})
    conflict: dict[str, object] = {"typed": TYPED, "again": [("answer", "1 Mill Lane")], "again_at": "#"}
    yield Piece("conflict", "journey", "resident/conflict.html", lambda _: conflict)
    added = {"id": "x", "name": "bin.jpg", "src": "/static/brand/icon.svg"}
    photo = next(i for i, shape in enumerate(SHAPES) if shape[0].value == "photo" and shape[1] is Part.WHOLE)
    yield Piece(
        "photo-added", "journey", "resident/question.html", lambda page: {**_question(photo)(page), "upload": added}
    )
    for kind in "missing refused unreadable large full stale broken often lost over link no detail".split():
        yield Piece(f"trouble-{kind}", "trouble", "resident/trouble.html", _trouble(kind))


PIECES: dict[str, Piece] = {piece.name: piece for piece in (*_questions(), *_others(), *_statuses())}
"""Every piece by its name."""
