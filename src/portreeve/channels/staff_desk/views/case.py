"""One case: everything known of it, what can be done, and doing it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portreeve.channels.staff_desk import acts, naming, presenting
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.channels.staff_desk.acts import BY_NAME, DeskAct, FieldWrong, Kind
from portreeve.channels.staff_desk.replies import replies_for
from portreeve.foundation.design.api import words
from portreeve.foundation.files import api as files
from portreeve.foundation.files.types import FileRefused
from portreeve.foundation.pure.refusals import NotFound, Refusal
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import CaseView
from portreeve.modules.people import api as people
from portreeve.screens.web.uploads import read_file

MOST_FILES = 5


def _view(request: DeskRequest, public: str) -> CaseView:
    """Return a case by its public id. Raises NotFound."""
    return cases.case(case=cases.case_id(public=public, actor=request.actor), actor=request.actor, at=request.at)


def _page(request: DeskRequest, found: CaseView, status: int = 200, **more: Any) -> HttpResponse:
    """Show a case."""
    language = getattr(request, "language", "en")
    shown = presenting.present(found, words(language), request.actor, request.at)
    return show(
        request,
        "desk/case.html",
        {
            "shown": shown,
            "naming": naming,
            "choices": presenting.choices,
            "replies": replies_for,
            "as_read": people.as_read,
            "telling": acts.TELLING,
            "active": "list",
            **more,
        },
        status=status,
    )


@require_safe
@desk("case.view")
def case(request: DeskRequest, public: str) -> HttpResponse:
    """Show one case, and let others know that it is open here now."""
    found = _view(request, public)
    with suppress(NotFound):
        cases.looking(case=found.listing.id, by=request.actor, at=request.at)
    return _page(request, found, did=request.GET.get("did", ""))


def _photos(request: DeskRequest, public: str, name: str) -> HttpResponse | tuple[UUID, ...]:
    """Take in the photos of an act that can be done as it is typed, or show what is wrong with one of them."""
    chosen = BY_NAME.get(name)
    posted = request.FILES.getlist("files")[:MOST_FILES]
    if chosen is None or not posted or all(ask.kind is not Kind.PHOTO for ask in chosen.asks):
        return ()
    found, typed = _view(request, public), request.POST.dict()
    try:
        acts.read(chosen, typed, dict(request.POST.lists()))
        return tuple(
            files.receive(stream=one, name=one.name or "", purpose="case", by=request.actor, at=request.at).id
            for one in posted
        )
    except FieldWrong:
        return ()  # the act itself says so
    except FileRefused as refused:
        problem = {"act": name, "field": "files", "key": f"acts.file.{refused.reason}"}
        return _page(request, found, 422, problem=problem, typed=typed)


@require_POST
@desk("case.view", takes_in=_photos)
def act(request: DeskRequest, public: str, name: str, taken: tuple[UUID, ...] = ()) -> HttpResponse:
    """Do one act to a case. What is wrong with it is said on the case's own page, with what was typed kept."""
    chosen = BY_NAME.get(name)
    if chosen is None:
        raise NotFound(act=name)
    found = _view(request, public)
    typed = request.POST.dict()
    try:
        values = acts.read(chosen, typed, dict(request.POST.lists()))
        if any(ask.kind is Kind.PHOTO for ask in chosen.asks):
            values["files"] = taken
        _do(request, chosen, found, values)
    except FieldWrong as wrong:
        problem = {"act": name, "field": wrong.name, "key": f"acts.wrong.{wrong.code}"}
        return _page(request, found, 422, problem=problem, typed=typed)
    except Refusal as no:
        again = _view(request, public)
        problem = {"act": name, "field": str(no.data.get("field", "")), "key": f"refusals.{no.code}"}
        return _page(request, again, 409 if no.code == "case-changed" else 422, problem=problem, typed=typed)
    return HttpResponseRedirect(f"{reverse('desk-case', args=[public])}?did={name}")


def _do(request: DeskRequest, chosen: DeskAct, found: CaseView, values: dict[str, Any]) -> None:
    """Run an act's operation."""
    if chosen.name == "duplicate":
        values["original"] = cases.case_id(public=str(values["original"]).strip().upper(), actor=request.actor)
    if chosen.checks_revision:
        typed = request.POST.get("revision", "")
        values["revision"] = int(typed) if typed.isdigit() else None
    chosen.do(case=found.listing.id, by=request.actor, at=request.at, **values)


@require_safe
@desk("case.view")
def photo(request: DeskRequest, public: str, file: UUID) -> HttpResponse:
    """Show a photo, or offer a document, that belongs to a case this actor may see."""
    found = _view(request, public)
    if file not in presenting.files_of(found):
        raise NotFound(file=str(file))
    return read_file(file, small=request.GET.get("size") == "small")


@require_POST
@desk("case.view", writes=False)
def here(request: DeskRequest, public: str) -> HttpResponse:
    """Say that the page is still open, and say who else has it open: sent by the page every half minute."""
    found = cases.case_id(public=public, actor=request.actor)
    cases.looking(case=found, by=request.actor, at=request.at)
    view = cases.case(case=found, actor=request.actor, at=request.at)
    context = {
        "here": view.here_now,
        "revision": view.listing.revision,
        "shown_revision": request.POST.get("revision", ""),
    }
    return show(request, "desk/here.html", context)
