"""What a reporter may do with their own report, as fields and as acts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portreeve.channels.resident_web import visit
from portreeve.channels.resident_web.views.tracking import case_context, key_of
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page, Words
from portreeve.foundation.files import api as files
from portreeve.foundation.files.types import FileRefused
from portreeve.foundation.limits import api as limits
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import AccessPurpose, Face, FaceReason, ReopeningReason
from portreeve.screens.web.fields import Field, FieldKind, Option, Trouble

ANSWER_LIMIT = 4000
REASONS = tuple(reason.value for reason in FaceReason if reason)


@dataclass(frozen=True, slots=True)
class Standing:
    """By what right somebody acts, and where the page's forms go."""

    reporter: UUID
    key: cases.Key
    action: str
    only: AccessPurpose | None = None
    """A link is good for one thing; a stay for everything."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the council's, with the fields to answer it."""

    id: str
    text: str
    answer: Field
    photo: Field


def own_context(
    page: Page, standing: Standing, *, said: str = "", troubles: tuple[Trouble, ...] = (), typed: str = ""
) -> dict[str, object]:
    """Return what one's own report shows. Raises NotFound."""
    found = cases.track_reporter(reporter=standing.reporter)
    w = page.w
    allowed = _ALLOWED.get(standing.only, found.may) if standing.only else found.may
    wrong = {trouble.target: trouble.text for trouble in troubles}
    questions = [_asked(str(one.id), w.kept(one.text), w, wrong, typed) for one in found.questions]
    return {
        **case_context(page, found, photos=True),
        "action": standing.action,
        "may": found.may & allowed,
        "questions": questions if standing.only in {None, AccessPurpose.ANSWER} else [],
        **own_fields(w, wrong),
        "said": said,
        "troubles": troubles,
        "error_title": bool(troubles),
    }


_ALLOWED = {
    AccessPurpose.ANSWER: frozenset({"answer"}),
    AccessPurpose.VERDICT: frozenset({"verdict", "reopen", "withdraw"}),
}


def _asked(id: str, text: str, w: Words, wrong: dict[str, str], typed: str) -> Asked:
    answer = Field(
        kind=FieldKind.TEXTAREA,
        name="text",
        label=w.plain("track.your_answer"),
        value=typed,
        error=wrong.get("text", ""),
        limit=ANSWER_LIMIT,
    )
    photo = Field(
        kind=FieldKind.FILE,
        name="file",
        label=w.plain("form.optional", question=w.plain("track.your_photo")),
        hint=w.plain("form.photo_hint"),
        error=wrong.get("file", ""),
        accept="image/jpeg,image/png,image/webp",
    )
    return Asked(id, text, answer, photo)


def asked_of(id: str, text: str, w: Words, *, wrong: bool) -> Asked:
    """Return a question with its fields, for the gallery."""
    return _asked(id, text, w, {"text": w.plain("track.answer_missing")} if wrong else {}, "")


def own_fields(w: Words, wrong: dict[str, str]) -> dict[str, object]:
    """Return the fields of all that a reporter may do, with what is wrong beside them."""
    return {
        "verdict": _verdict_fields(w, wrong),
        "reopening": _reopening_fields(w, wrong),
        "face_reason": _reason_field(w),
    }


def _verdict_fields(w: Words, wrong: dict[str, str]) -> tuple[Field, ...]:
    still = Field(
        kind=FieldKind.TEXTAREA, name="still", label=w.plain("track.what_is_wrong"), rows=3, limit=ANSWER_LIMIT
    )
    options = (Option("yes", w.plain("track.really_yes")), Option("no", w.plain("track.really_no"), reveals=(still,)))
    return (_radios("done", w.plain("track.really_ask"), options, wrong),)


def _reopening_fields(w: Words, wrong: dict[str, str]) -> tuple[Field, ...]:
    options = tuple(Option(why.value, w.plain(f"track.why.{key_of(why)}")) for why in ReopeningReason)
    return (
        _radios("why", w.plain("track.why_ask"), options, wrong),
        Field(kind=FieldKind.TEXTAREA, name="again", label=w.plain("track.what_is_wrong"), rows=3, limit=ANSWER_LIMIT),
    )


def _radios(name: str, label: str, options: tuple[Option, ...], wrong: dict[str, str]) -> Field:
    return Field(kind=FieldKind.RADIOS, name=name, label=label, options=options, error=wrong.get(name, ""))


def _reason_field(w: Words) -> Field:
    options = tuple(Option(code, w.plain(f"journey.reason.{key_of(code)}")) for code in REASONS)
    return Field(kind=FieldKind.SELECT, name="reason", label=w.plain("journey.face_reason"), options=options)


def act(request: HttpRequest, page: Page, standing: Standing) -> HttpResponse:
    """Do what a form of one's own report asks, and show it again with what came of it."""
    doing = {"answer": _answer, "verdict": _give_verdict, "reopen": _reopen, "withdraw": _withdraw}
    do = doing.get(request.POST.get("act", ""))
    if do is None:
        return render(request, "resident/mine.html", own_context(page, standing))
    try:
        said, troubles = do(request, page.w, standing)
    except (cases.AccessOver, NotFound, NotAllowed):
        return over(request)
    except (cases.AlreadyAnswered, cases.ChangeNotAllowed):
        said, troubles = page.w.plain("track.already"), ()
    typed = request.POST.get("text", "") if troubles else ""
    context = own_context(page, standing, said=said, troubles=troubles, typed=typed)
    return render(request, "resident/mine.html", context)


def over(request: HttpRequest) -> HttpResponse:
    """Say that a link is used up, too old or never was: these look the same on purpose."""
    page = Page(request)
    context = {"kind": "link", "again": page.url("resident:track"), "offered": ("en", "cy", "ar")}
    return render(request, "resident/trouble.html", context, status=410)


_Came = tuple[str, tuple[Trouble, ...]]


def _answer(request: HttpRequest, w: Words, standing: Standing) -> _Came:
    text, by, at = request.POST.get("text", "")[:ANSWER_LIMIT].strip(), visit.actor(request), clock.now()
    posted = request.FILES.get("file")
    if not text and posted is None:
        return "", (Trouble(w.plain("track.answer_missing"), "text"),)
    question = _open_question(request, standing)
    kept: tuple[UUID, ...] = ()
    if posted is not None:
        if not limits.allow(route="upload", keys={"address": str(request.META.get("REMOTE_ADDR", ""))}, at=at):
            return "", (Trouble(w.plain("errors.file-no-room"), "file"),)
        try:
            stream = posted.file
            kept = (files.receive(stream=stream, name=posted.name or "", purpose="answer", by=by, at=at).id,)  # type: ignore[arg-type]
        except FileRefused as refused:
            return "", (Trouble(w.plain(f"errors.file-{refused.reason}"), "file"),)
    cases.answer(question=question, text=text, files=kept, key=standing.key, by=by, at=at)
    return w.plain("track.answered"), ()


def _open_question(request: HttpRequest, standing: Standing) -> UUID:
    """Return the question that is answered, before any file is taken in for it. Raises NotFound, AlreadyAnswered."""
    question = _uuid(request.POST.get("question", ""))
    if all(one.id != question for one in cases.track_reporter(reporter=standing.reporter).questions):
        raise cases.AlreadyAnswered
    return question


def _give_verdict(request: HttpRequest, w: Words, standing: Standing) -> _Came:
    done, face, reason = (request.POST.get(name, "") for name in ("done", "face", "reason"))
    if done not in {"yes", "no"} and face not in set(Face):
        return "", (Trouble(w.plain("track.really_missing"), "done"),)
    reopened = cases.verdict(
        reporter=standing.reporter,
        really_done={"yes": True, "no": False}.get(done),
        face=Face(face) if face in set(Face) else None,
        reason=FaceReason(reason) if reason in set(FaceReason) else FaceReason.NONE,
        text=request.POST.get("still", "")[:ANSWER_LIMIT].strip(),
        key=standing.key,
        by=visit.actor(request),
        at=clock.now(),
    )
    return w.plain("track.reopened" if reopened else "track.thanked"), ()


def _reopen(request: HttpRequest, w: Words, standing: Standing) -> _Came:
    why = request.POST.get("why", "")
    if why not in set(ReopeningReason):
        return "", (Trouble(w.plain("track.why_missing"), "why"),)
    cases.reopen_by_reporter(
        reporter=standing.reporter,
        reason=ReopeningReason(why),
        text=request.POST.get("again", "")[:ANSWER_LIMIT].strip(),
        key=standing.key,
        by=visit.actor(request),
        at=clock.now(),
    )
    return w.plain("track.reopened"), ()


def _withdraw(request: HttpRequest, w: Words, standing: Standing) -> _Came:
    cases.withdraw(reporter=standing.reporter, key=standing.key, by=visit.actor(request), at=clock.now())
    return w.plain("track.withdrawn"), ()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
