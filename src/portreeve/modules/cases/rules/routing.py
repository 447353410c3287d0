"""Which team gets a case: the first of the service's routes whose condition holds, else the service's own team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portreeve.modules.catalogue.types import Service, Tier


@dataclass(frozen=True, slots=True)
class Routed:
    """A team and tier, and the number of the route that gave them; -1 for the service's own."""

    team: str
    tier: Tier
    by_rule: int = -1


def route(service: Service, holds: Callable[[str], bool]) -> Routed:
    """Return where a case goes. `holds` judges a condition; one that fails to run does not hold."""
    for number, one in enumerate(service.routes):
        if holds(one.when):
            return Routed(team=one.team, tier=one.tier or service.tier, by_rule=number)
    return Routed(team=service.team, tier=service.tier)
