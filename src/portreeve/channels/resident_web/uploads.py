"""Photos and files on their way into a journey: taken in at once, shown for a look, then handed on by their id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from portreeve.channels.resident_web import visit
from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Page
from portreeve.foundation.files import api as files
from portreeve.foundation.files.types import FileRefused, Variant
from portreeve.foundation.limits import api as limits
from portreeve.modules.journeys.types import Ask, InvalidAnswer

PURPOSE = "journey"


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was taken in and waits for a look."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as its page shows it; `src` only of a picture."""

    id: str
    name: str
    src: str


def place_of(held: visit.Held, step: Ask) -> str:
    """Return where a file waits: one place for each question of each journey."""
    return f"{held.token}/{step.path}"


def take_upload(request: HttpRequest, held: visit.Held, step: Ask, *, sealed: bool) -> InvalidAnswer | Added | None:
    """Take in the posted file, encrypted if it is `sealed`.

    None where none was posted and one is waiting: then its id is the reply.
    """
    posted = request.FILES.get("file")
    if posted is None:
        waiting = visit.upload(request, place_of(held, step))
        if waiting and request.POST.get("upload") == str(waiting):
            return None
        return InvalidAnswer("missing", part="file")
    if not limits.allow(route="upload", keys={"address": str(request.META.get("REMOTE_ADDR", ""))}, at=clock.now()):
        return InvalidAnswer("file-no-room", part="file")
    try:
        found = files.receive(
            stream=cast(BinaryIO, posted.file),
            name=posted.name or "",
            purpose=PURPOSE,
            sealed=sealed,
            by=visit.actor(request),
            at=clock.now(),
        )
    except FileRefused as refused:
        return InvalidAnswer(f"file-{refused.reason}", part="file")
    visit.keep_upload(request, place=place_of(held, step), file=found.id)
    return Added(found.id)


def added(request: HttpRequest, held: visit.Held, step: Ask, page: Page) -> Shown | None:
    """Return the file that waits at a question, for a look."""
    waiting = visit.upload(request, place_of(held, step))
    found = files.files([waiting]).get(waiting) if waiting else None
    if waiting is None or found is None:
        return None
    src = page.url("resident:picture", held.service, held.token, waiting) if found.kind.is_picture else ""
    return Shown(str(waiting), found.name, src)


def read_file(file: UUID, *, small: bool) -> HttpResponse:
    """Return a photo, whole or small, or a document to be kept. Raises Http404 where it was erased."""
    found = files.files([file]).get(file)
    if found is None:
        raise Http404
    picture = found.kind.is_picture
    if small and picture:
        return read_picture(file)
    try:
        with files.open_file(file) as stream:
            response = HttpResponse(stream.read(), content_type=found.kind)
    except FileNotFoundError as error:
        raise Http404 from error
    response["Content-Disposition"] = content_disposition_header(not picture, found.name) or "inline"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
    return response


def read_picture(file: UUID) -> HttpResponse:
    """Return the small copy of a picture. Raises Http404."""
    found = files.files([file]).get(file)
    if found is None or not found.kind.is_picture:
        raise Http404
    try:
        with files.open_file(file, variant=Variant.SMALL) as stream:
            return HttpResponse(stream.read(), content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error
