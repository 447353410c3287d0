"""Reading the daily counts; never the working tables (design §4.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from portreeve.foundation.config_types import api as config_types
from portreeve.modules.insight.models import Daily, Fact
from portreeve.modules.insight.rules import figures as rules
from portreeve.modules.insight.types import FactName, Figures

COSTS = "costs.yaml"


def costs() -> Mapping[str, rules.Cost]:
    """Return the council's benchmark of cost by channel, from `costs.yaml` in its own data; empty if it has none."""
    path = config_types.installation().council / COSTS
    if not path.exists():
        return {}
    raw = config_types.read_mapping(path)["channels"]
    return {str(c): rules.Cost(float(v["low"]), float(v["high"])) for c, v in raw.items()}


def cost_source() -> str:
    """Return where the benchmark of cost comes from and of which year it is, to be shown beside it (CST-01)."""
    path = config_types.installation().council / COSTS
    return str(config_types.read_mapping(path)["source"]) if path.exists() else ""


def counts(since: date, until: date) -> tuple[rules.CountRow, ...]:
    """Return the counts of a span of days, both ends included, by fact, service, channel and code."""
    rows = (
        Daily.objects.filter(day__range=(since, until))
        .values("name", "service", "channel", "code")
        .annotate(n=Sum("count"), t=Sum("total"))
        .order_by("name", "service", "channel", "code")
    )
    return tuple(
        rules.CountRow(FactName(r["name"]), r["service"], r["channel"], r["code"], r["n"], r["t"]) for r in rows
    )


def figures(since: date, until: date) -> Figures:
    """Return what may be published of a span of days. Two queries, whatever the span."""
    rows = counts(since, until)
    by_service: dict[str, list[rules.CountRow]] = defaultdict(list)
    for row in rows:
        by_service[row.service].append(row)
    prices = costs()
    services = tuple(rules.figures_of(service, some, prices) for service, some in sorted(by_service.items()) if service)
    demand = rules.tally(r for r in rows if r.name in {FactName.OPENED, FactName.JOINED})
    channels: dict[str, int] = defaultdict(int)
    for (_, channel), n in demand.by_channel.items():
        channels[channel] += n
    return Figures(
        since=since,
        until=until,
        whole=rules.figures_of("", rows, prices),
        services=services,
        by_channel={c: n if n >= rules.FEWEST else None for c, n in sorted(channels.items()) if n},
        by_month=_by_month(since, until),
    )


def _by_month(since: date, until: date) -> tuple[tuple[str, Mapping[str, int]], ...]:
    """Return what was asked for in each month, by channel; months and channels with too few are left out."""
    found: Any = (
        Daily.objects.filter(day__range=(since, until), name__in=[FactName.OPENED, FactName.JOINED])
        .annotate(month=TruncMonth("day"))
        .values("month", "channel")
        .annotate(n=Sum("count"))
        .order_by("month", "channel")
    )
    months: dict[str, dict[str, int]] = defaultdict(dict)
    for row in found:
        if row["n"] >= rules.FEWEST:
            months[row["month"].strftime("%Y-%m")][row["channel"]] = row["n"]
    return tuple(sorted(months.items()))


def newest() -> datetime | None:
    """Return the time of the newest fact, for saying how fresh the figures are."""
    return Fact.objects.order_by("-id").values_list("at", flat=True).first()
