"""How the council is doing, for anybody: figures from insight's counts, a picture of the channels and its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portreeve.foundation.clock import api as clock
from portreeve.foundation.design.api import Words, language_of, words
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.insight import api as insight
from portreeve.modules.insight.types import Figures, ServiceFigures

SPAN = timedelta(days=365)
WIDTH, HEIGHT, GAP = 720, 240, 0.22
ORDER = ("web", "phone", "counter", "email", "sms", "chat", "social", "post", "api")
"""Channels from the foot of a column up; shades tell them apart in greyscale, and the table says all."""


Months = Sequence[tuple[str, Mapping[str, int]]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of a column of the picture, in pixels from the top left."""

    x: float
    y: float
    width: float
    height: float
    shade: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Shares of the channels by month, as columns that all reach the top."""

    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str], ...]
    """Where a month is written below, and its name."""
    channels: tuple[tuple[int, str], ...]
    """Shade and name, for the key."""


def performance(request: HttpRequest) -> HttpResponse:
    """Show the figures of the last twelve months, yesterday included; too few are not said."""
    w = words(language_of(request))
    until = clock.local(clock.now()).date() - timedelta(days=1)
    found = insight.figures(until - SPAN, until)
    names = {one.id: one.name for one in catalogue.listing(language=w.language)}
    context = {
        "figures": found,
        "rows": [(names.get(s.service, s.service), s) for s in found.services if _says_something(s)],
        "picture": _picture(found.by_month, w) if len(found.by_month) > 1 else None,
        "table": _table(found, w),
        "since": w.date(found.since, weekday=False),
        "until": w.date(found.until, weekday=False),
        "source": insight.cost_source(),
        "percent": percent,
    }
    return render(request, "resident/performance.html", context)


def _says_something(row: ServiceFigures) -> bool:
    """Say whether any figure of a service may be said."""
    return row.contacts is not None


def percent(share: float | None) -> str:
    """Return a share as people read it; a dash where it is not said."""
    return "–" if share is None else f"{100 * share:.0f}%"


def _shares(by_month: Months, channel: str) -> list[float]:
    """Return a channel's share of each month."""
    return [counts.get(channel, 0) / max(1, sum(counts.values())) for _, counts in by_month]


def _month(text: str, w: Words) -> str:
    """Return a month's short name, with the year in January."""
    year, month = (int(part) for part in text.split("-"))
    name = w.plain(f"dates.month.{month}")[:3]
    return f"{name} {year}" if month == 1 else name


def _picture(by_month: Months, w: Words) -> Picture:
    """Lay the picture out; nothing is drawn by a browser's script."""
    step = WIDTH / len(by_month)
    bars, marks, used = [], [], set()
    for n, (month, counts) in enumerate(by_month):
        whole, top = sum(counts.values()) or 1, float(HEIGHT)
        for shade, channel in enumerate(ORDER):
            if not counts.get(channel):
                continue
            height = HEIGHT * counts[channel] / whole
            top -= height
            used.add(shade)
            bars.append(Bar(n * step + step * GAP / 2, top, step * (1 - GAP), height, shade))
        marks.append((n * step + step / 2, _month(month, w)))
    key = tuple((shade, w.plain(f"performance.channel.{ORDER[shade]}")) for shade in sorted(used))
    return Picture(tuple(bars), tuple(marks), key)


def _table(found: Figures, w: Words) -> list[tuple[str, list[str]]]:
    """Return the picture's table: a row a month, a column a channel."""
    channels = [c for c in ORDER if c in found.by_channel]
    head = [("", [w.plain(f"performance.channel.{c}") for c in channels])]
    rows = [
        (
            w.date(date.fromisoformat(f"{month}-01"), weekday=False).split(" ", 1)[1],
            [percent(_shares([(month, dict(counts))], c)[0]) for c in channels],
        )
        for month, counts in found.by_month
    ]
    return head + rows
