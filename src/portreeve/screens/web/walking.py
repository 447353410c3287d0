"""Walking through a journey by pages: to where an address points, and on by a posted form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Medium
from portreeve.modules.journeys import api as journeys
from portreeve.modules.journeys.types import Ask, InvalidAnswer, JourneyChanged, View
from portreeve.screens.web.reading import reply_of
from portreeve.screens.web.values import Typed


@dataclass(frozen=True, slots=True)
class Walk:
    """One journey, who goes through it with this page, and when."""

    journey: UUID
    by: Actor
    at: datetime

    def view(self) -> View:
        """Return where the journey stands. Raises NotFound, NotAllowed, JourneyEnded."""
        return journeys.step(self.journey, actor=self.by, at=self.at)

    def go(self, view: View, place: str) -> View:
        """Bring the journey to the place that an address names, as the browser's Back and Forward do; else stay."""
        path, _, part = place.partition("~")
        step = view.step
        if not path:
            return view
        try:
            if isinstance(step, Ask) and step.path == path and part in {"", "manual"}:
                moved = self._take(view, {"action": [part or "search"]})
            else:
                moved = self._change(view, path)
        except JourneyChanged:
            return view
        return moved if isinstance(moved, View) else view

    def at_form(self, view: View, place: str) -> View:
        """Return the view that a form was shown for, where the journey stands at another question now."""
        path = place.partition("~")[0]
        if not path or (isinstance(view.step, Ask) and view.step.path == path):
            return view
        changed = self._change(view, path)
        return changed if isinstance(changed, View) else view

    def reply(self, view: View, typed: Typed) -> View | InvalidAnswer:
        """Hand a posted form to the journey. Raises JourneyChanged."""
        if typed.get("action", [""])[-1] == "back":
            return journeys.back(journey=self.journey, revision=view.revision, by=self.by, at=self.at)
        return self._take(view, typed)

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

    def _take(self, view: View, typed: Typed) -> View | InvalidAnswer:
        raw = reply_of(view.step, typed)
        return journeys.take(
            journey=self.journey, revision=view.revision, raw=raw, medium=Medium.WEB, by=self.by, at=self.at
        )

    def _change(self, view: View, path: str) -> View | InvalidAnswer:
        return journeys.change(journey=self.journey, revision=view.revision, path=path, by=self.by, at=self.at)
