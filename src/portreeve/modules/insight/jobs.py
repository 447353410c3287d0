"""What insight does afterwards: writes the facts of events, and counts them."""

from __future__ import annotations

from collections.abc import Sequence

from portreeve.foundation.pure.events import Event, Recorded
from portreeve.modules.insight.operations import write_facts
from portreeve.modules.insight.rules.facts import KINDS

__all__ = ["KINDS", "count", "count_together"]


def count(recorded: Recorded[Event]) -> None:
    """Write an event's facts and count them in their day. Handling it twice counts it once."""
    write_facts([recorded])


def count_together(recorded: Sequence[Recorded[Event]]) -> None:
    """Do it for many events at once, by a statement or two however many they are."""
    write_facts(recorded)
