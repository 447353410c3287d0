"""How something is going, for whoever has its reference and a contact detail of their own: status, never content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from markupsafe import Markup

from portreeve.channels.resident_web import visit
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page, Words
from portreeve.foundation.files import api as files
from portreeve.foundation.files.types import FileView
from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import CaseStatus, Tracking, UpdateKind, UpdateView
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.people import api as people
from portreeve.modules.people.types import HolderStatus, Registration
from portreeve.screens.web.fields import Field, FieldKind, Trouble
from portreeve.screens.web.moments import day, moment, until

LONGEST = 320


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo of an update, or a document, as it is shown: `small` only of a picture."""

    whole: str
    small: str
    text: str
    """What stands in its place for who does not see it; of a document, what it is called."""


@dataclass(frozen=True, slots=True)
class News:
    """One update as it is shown."""

    title: str
    text: str
    at: str
    iso: str
    files: tuple[Shown, ...] = ()


def key_of(code: str) -> str:
    """Return a code as it stands in the keys of words."""
    return code.replace(" ", "_").replace("-", "_")


def track(request: HttpRequest) -> HttpResponse:
    """Ask for reference and detail, and show how it is going; whichever is wrong, the page is the same."""
    page = Page(request)
    if request.method != "POST":
        return render(request, "resident/asked.html", _form(page, "", "", ()))
    reference = request.POST.get("reference", "")[:60].strip()
    detail = request.POST.get("detail", "")[:LONGEST].strip()
    missing = _missing(page.w, reference, detail)
    if missing:
        return render(request, "resident/asked.html", _form(page, reference, detail, missing))
    try:
        entering = request.POST.get("action") == "enter"
        return _enter(request, page, reference, detail) if entering else _found(request, page, reference, detail)
    except NotFound:
        wrong = (Trouble(page.w.plain("track.wrong"), "reference"),)
        return render(request, "resident/asked.html", _form(page, reference, detail, wrong))


def _missing(w: Words, reference: str, detail: str) -> tuple[Trouble, ...]:
    found = []
    if not reference:
        found.append(Trouble(w.plain("track.reference_missing"), "reference"))
    if not detail:
        found.append(Trouble(w.plain("track.detail_missing"), "detail"))
    return tuple(found)


def _form(page: Page, reference: str, detail: str, troubles: tuple[Trouble, ...]) -> dict[str, object]:
    w, wrong = page.w, {trouble.target: trouble.text for trouble in troubles}
    fields = tuple(
        Field(
            kind=FieldKind.INPUT,
            name=name,
            label=w.plain(f"track.{name}"),
            hint=w.plain(f"track.{name}_hint"),
            value=value,
            error=wrong.get(name, ""),
            classes=classes,
            spellcheck=False,
            language="ltr",
        )
        for name, value, classes in (("reference", reference, "govuk-input--width-20"), ("detail", detail, ""))
    )
    return {
        "heading": w("frame.track"),
        "lead": (w("track.lead"),),
        "fields": fields,
        "button": w("track.go"),
        "action": page.url("resident:track"),
        "troubles": troubles,
        "error_title": bool(troubles),
        "hints": (
            (w("track.code"), w("track.code_text")),
            (w("track.lost"), w("track.lost_text", number=page.number(page.brand.contact.phone))),
        ),
        "offered": ("en", "cy", "ar"),
    }


def _found(request: HttpRequest, page: Page, reference: str, detail: str) -> HttpResponse:
    """Show what the reference belongs to, after doing what was asked about it. Raises NotFound."""
    said = _act(request, page.w, reference, detail)
    try:
        found = cases.track(reference=reference, detail=detail)
    except NotFound:
        registered = people.track_registration(reference=references.normalise(reference), detail=detail)
        return render(request, "resident/status.html", registration_context(page, registered))
    code = _is_code(detail)
    more = {
        "said": said,
        "detail": detail,
        "chase": "chase" in found.may,
        "offer_access": not found.withdrawn and not code,
        "offer_entry": not found.withdrawn and code,
        "stay_minutes": cases.stay_minutes(),
    }
    return render(request, "resident/status.html", {**case_context(page, found), **more})


def _is_code(detail: str) -> bool:
    """Say whether what fitted a reference was a secret code: of all that can fit, only a code has letters and no @."""
    return "@" not in detail and any(letter.isalpha() for letter in detail)


def _enter(request: HttpRequest, page: Page, reference: str, code: str) -> HttpResponse:
    """Let somebody in for a short stay who did not say who they are, by the code we showed them. Raises NotFound."""
    access = cases.enter_by_secret(reference=reference, secret=code, by=visit.actor(request), at=clock.now())
    visit.enter(request, access)
    return redirect(page.url("resident:mine"))


def _act(request: HttpRequest, w: Words, reference: str, detail: str) -> str:
    """Do what a button of the status page asks for. Raises NotFound."""
    action, by, at = request.POST.get("action", ""), visit.actor(request), clock.now()
    if action == "chase":
        try:
            cases.chase_by_reference(reference=reference, detail=detail, by=by, at=at)
        except (NotAllowed, cases.ChangeNotAllowed):
            return ""
        return w.plain("track.chased")
    if action == "access":
        cases.offer_access(reference=reference, detail=detail, by=by, at=at)
        return w.plain("track.access_sent")
    return ""


def case_context(page: Page, found: Tracking, *, photos: bool = False) -> dict[str, object]:
    """Return what the page of a case's status shows; with `photos`, for whoever came in by a link or code."""
    w, service = page.w, catalogue.version(found.version)
    known = files.files(files_of(found)) if photos else {}
    status = "withdrawn" if found.withdrawn else key_of(found.status)
    return {
        "name": service.text("name", page.language),
        "reference": references.grouped(found.reference),
        "status": status,
        "means": _means(found, status, w),
        "dates": _dates(found, w),
        "updates": [_news(update, page, known) for update in reversed(found.updates)],
        "opened": moment(found.opened_at, w),
        "opened_iso": found.opened_at.isoformat(),
        "offered": ("en", "cy", "ar"),
    }


def _means(found: Tracking, status: str, w: Words) -> Markup:
    """Return the one sentence that says where it stands."""
    if found.status is CaseStatus.CLOSED and found.closing_reason and not found.withdrawn:
        return w(f"status.closed.{key_of(found.closing_reason)}")
    if found.status is CaseStatus.SCHEDULED and found.scheduled_for:
        return w("status.scheduled.means_on", date=w.date(found.scheduled_for))
    if found.status is CaseStatus.PASSED_ON and found.passed_to:
        return w("status.passed_on.means_to", body=found.passed_to)
    return w(f"status.{status}.means")


def _dates(found: Tracking, w: Words) -> list[tuple[str, str]]:
    """Return the dates that still matter: what was promised, or the new date after a promise broke."""
    if found.withdrawn or found.status in {CaseStatus.DONE, CaseStatus.CLOSED}:
        return []
    if found.expected_by:
        return [(w.plain("track.expected"), until(found.expected_by, w))]
    return [(w.plain("journey.done_by"), until(found.promise.done_by, w))] if found.promise.done_by else []


def files_of(found: Tracking) -> set[UUID]:
    """Return the files of all updates that a reporter may read: no others are theirs to see."""
    return {file for update in found.updates for file in update.files}


def _news(update: UpdateView, page: Page, known: Mapping[UUID, FileView]) -> News:
    w = page.w
    title = w.plain(f"track.update.{key_of(update.kind)}")
    if update.date:
        title = w.plain("track.update_on", title=title, date=w.date(update.date))
    return News(
        title=title,
        text=w.kept(update.text),
        at=moment(update.at, w),
        iso=update.at.isoformat(),
        files=_shown(update, page, known),
    )


_PHOTOS = {UpdateKind.DONE: "track.photo", UpdateKind.ANSWER: "track.photo_yours"}


def _shown(update: UpdateView, page: Page, known: Mapping[UUID, FileView]) -> tuple[Shown, ...]:
    """Return an update's photos and documents; photos of one update are told apart by their number."""
    w, made = page.w, [known[file] for file in update.files if file in known]
    name = w.plain(_PHOTOS.get(update.kind, "track.photo_sent"))
    pictures = [one.id for one in made if one.kind.is_picture]
    shown = []
    for one in made:
        whole = page.url("resident:photo", one.id)
        if not one.kind.is_picture:
            shown.append(Shown(whole, "", one.name or w.plain("track.document")))
            continue
        number = pictures.index(one.id) + 1
        text = w.plain("track.photo_of", photo=name, n=number, all=len(pictures)) if len(pictures) > 1 else name
        shown.append(Shown(whole, f"{whole}?size=small", text))
    return tuple(shown)


def registration_context(page: Page, found: Registration) -> dict[str, object]:
    """Return what the page of a registration's status shows: each holder, and how far it has got."""
    w, service = page.w, catalogue.version(found.version)
    status = "settled" if found.settled else "telling"
    return {
        "name": service.text("name", page.language),
        "reference": references.grouped(found.reference),
        "status": status,
        "means": w(f"status.{status}.means"),
        "holders": [
            (service.text(f"holder.{one.holder}", page.language) or one.holder, _holder(one.status, one.due_at, w))
            for one in found.holders
        ],
        "opened": moment(found.registered_at, w),
        "offered": ("en", "cy", "ar"),
    }


def _holder(status: HolderStatus, due: datetime | None, w: Words) -> Markup:
    return w(f"track.holder.{key_of(status)}", date=day(due, w) if due else "")
