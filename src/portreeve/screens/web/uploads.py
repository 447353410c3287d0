"""Photos and files on their way into a journey: taken in at once, shown for a look, then handed on by their id.

What waits for its look is kept in the session of whoever added it, by the place it is for; nobody else sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from portreeve.foundation.files import api as files
from portreeve.foundation.files.types import FileRefused, Variant
from portreeve.foundation.keys import api as keys
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Ask, InvalidAnswer, Step

UPLOADS = {QuestionType.PHOTO, QuestionType.FILE}
_KEPT = "uploads"


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


@dataclass(frozen=True, slots=True)
class Basket:
    """What waits at one question of one journey, in the session of whoever fills it in."""

    request: HttpRequest
    place: str
    """One for each question of each journey."""

    @property
    def waiting(self) -> UUID | None:
        """The file that was added here and not yet sent on."""
        kept = self.request.session.get(_KEPT, {}).get(self.place)
        return UUID(kept) if kept else None

    def take(
        self, *, sealed: bool, by: Actor, at: datetime, allowed: Callable[[], bool] = lambda: True
    ) -> InvalidAnswer | Added | None:
        """Take in the posted file, encrypted if it is `sealed`, if as many are `allowed`.

        None where none was posted and one is waiting: then its id is the reply.
        """
        found = self.receive(sealed=sealed, by=by, at=at, allowed=allowed)
        if isinstance(found, Added):
            self.put(found)
        return found

    def receive(
        self, *, sealed: bool, by: Actor, at: datetime, allowed: Callable[[], bool] = lambda: True
    ) -> InvalidAnswer | Added | None:
        """Take in the posted file as `take` does, without putting it here: for doors that have something to do between.

        It decodes and reaches the blob store, so it is not for within a transaction.
        """
        posted = self.request.FILES.get("file")
        if posted is None:
            waiting = self.waiting
            if waiting and self.request.POST.get("upload") == str(waiting):
                return None
            return InvalidAnswer("missing", part="file")
        if not allowed():
            return InvalidAnswer("file-no-room", part="file")
        try:
            found = files.receive(
                stream=cast(BinaryIO, posted.file),
                name=posted.name or "",
                purpose="journey",
                sealed=sealed,
                by=by,
                at=at,
            )
        except FileRefused as refused:
            return InvalidAnswer(f"file-{refused.reason}", part="file")
        return Added(found.id)

    def put(self, added: Added) -> None:
        """Let a file that was taken in wait here for a look."""
        self.request.session[_KEPT] = {**self.request.session.get(_KEPT, {}), self.place: str(added.id)}

    def shown(self, address: Callable[[UUID], str]) -> Shown | None:
        """Return the file that waits, for a look; `address` is where its picture is."""
        waiting = self.waiting
        found = files.files([waiting]).get(waiting) if waiting else None
        if waiting is None or found is None:
            return None
        return Shown(str(waiting), found.name, address(waiting) if found.kind.is_picture else "")

    def empty(self) -> None:
        """Forget the file that waits: it was sent on, or another is to take its place."""
        kept = dict(self.request.session.get(_KEPT, {}))
        if kept.pop(self.place, None):
            self.request.session[_KEPT] = kept


def is_uploading(step: Step, request: HttpRequest) -> bool:
    """Say whether a posted form hands in a file, and does not do something else instead."""
    return isinstance(step, Ask) and step.question.type in UPLOADS and not request.POST.get("action", "")


def owns(request: HttpRequest, file: UUID) -> bool:
    """Say whether a file waits in this session."""
    return str(file) in request.session.get(_KEPT, {}).values()


def read_file(file: UUID, *, small: bool) -> HttpResponse:
    """Return a photo, whole or small, or a document to be kept. Raises NotFound where it is erased or its key lost."""
    found = files.files([file]).get(file)
    if found is None:
        raise NotFound(file=str(file))
    picture = found.kind.is_picture
    if small and picture:
        return read_picture(file)
    response = HttpResponse(_bytes(file, Variant.WHOLE), content_type=found.kind)
    response["Content-Disposition"] = content_disposition_header(not picture, found.name) or "inline"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
    return response


def read_picture(file: UUID) -> HttpResponse:
    """Return the small copy of a picture. Raises NotFound."""
    found = files.files([file]).get(file)
    if found is None or not found.kind.is_picture:
        raise NotFound(file=str(file))
    return HttpResponse(_bytes(file, Variant.SMALL), content_type="image/jpeg")


def _bytes(file: UUID, variant: Variant) -> bytes:
    """Return a copy of a file in clear. Raises NotFound where it is gone or nobody can open it any more.

    Read whole: files are limited in size, and one handed on open would stay open as long as a browser is slow.
    """
    try:
        with files.open_file(file, variant=variant) as stream:
            return stream.read()
    except (FileNotFoundError, keys.CannotOpen) as error:
        raise NotFound(file=str(file)) from error
