"""Walking through a journey by pages: to where an address points, and on by a posted form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Medium
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import Ask, InvalidAnswer, JourneyChanged, Raw, View
from portreeve.screens.web.reading import reply_of
from portreeve.screens.web.steps import place_of
from portreeve.screens.web.values import Typed

OURS = frozenset({"csrfmiddlewaretoken", "revision"})
"""Hidden fields of every form of a journey; a channel may have more of its own."""
_NOT_WORDS = frozenset({"action", "upload", "key", "path", "lat", "long"})
"""Fields that hold nothing a person would have to type again."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One journey, who goes through it with this page, and when."""

    journey: UUID
    by: Actor
    at: datetime

    def view(self) -> View:
        """Return where the journey stands. Raises NotFound, NotAllowed, JourneyEnded."""
        return journeys.step(self.journey, actor=self.by, at=self.at)

    def look(self, view: View, place: str) -> View:
        """Return the journey as an address shows it, as after the browser's Back and Forward: that moves nothing.

        An address that leads nowhere shows it where it stands.
        """
        turn = _turn_to(view, place)
        if turn is None:
            return view
        shown = journeys.look(self.journey, turn.path, turn.raw, actor=self.by, at=self.at)
        return shown if isinstance(shown, View) else view

    def go(self, view: View, place: str) -> View:
        """Bring the journey to the place that a form was shown for, or that is to be asked again; else stay."""
        turn = _turn_to(view, place)
        if turn is None:
            return view
        try:
            moved = self._change(view, turn.path) if turn.raw is None else self._take(view, turn.raw)
        except JourneyChanged:
            return view
        return moved if isinstance(moved, View) else view

    def reply(self, view: View, typed: Typed) -> View | InvalidAnswer:
        """Hand a posted form to the journey. Raises JourneyChanged."""
        if typed.get("action", [""])[-1] == "back":
            return journeys.back(journey=self.journey, revision=view.revision, by=self.by, at=self.at)
        return self._take(view, reply_of(view.step, typed))

    def repeated(self, place: str, typed: Typed) -> bool:
        """Say whether a form older than the journey says only what the journey holds: sent twice, it is no conflict."""
        path, _, part = place.partition("~")
        if typed.get("action", [""])[-1] == "back" or place == "~tell":
            return True
        return journeys.repeated(
            journey=self.journey,
            path=path,
            part=part,
            reply=lambda step: reply_of(step, typed),
            medium=Medium.WEB,
            by=self.by,
            at=self.at,
        )

    def _take(self, view: View, raw: Raw) -> View | InvalidAnswer:
        return journeys.take(
            journey=self.journey, revision=view.revision, raw=raw, medium=Medium.WEB, by=self.by, at=self.at
        )

    def _change(self, view: View, path: str) -> View | InvalidAnswer:
        return journeys.change(journey=self.journey, revision=view.revision, path=path, by=self.by, at=self.at)


@dataclass(frozen=True, slots=True)
class _Turn:
    """What leads from where a journey stands to another place: another question, or another part of this one."""

    path: str
    raw: Raw | None = None


def _turn_to(view: View, place: str) -> _Turn | None:
    """Return what leads to a place; None where the journey stands there, or the place is no question."""
    path, _, part = place.partition("~")
    if not path or place == place_of(view.step):
        return None
    if not (isinstance(view.step, Ask) and view.step.path == path):
        return _Turn(path)
    if part not in {"", "manual"}:
        return None
    return _Turn(path, reply_of(view.step, {"action": [part or "search"]}))


def typed_texts(posted: Mapping[str, Iterable[str]], ours: frozenset[str] = OURS) -> list[str]:
    """Return what a person typed or chose, to be shown when it cannot be taken, so that nothing they wrote is lost."""
    words = (texts for name, texts in posted.items() if name not in ours | _NOT_WORDS)
    return [text for texts in words for text in texts if text.strip()]


def sent_again(posted: Mapping[str, Iterable[str]], ours: frozenset[str] = OURS) -> list[tuple[str, str]]:
    """Return the fields by which a form that came too late can be sent again as it was."""
    return [(name, text) for name, texts in posted.items() if name not in ours for text in texts]
