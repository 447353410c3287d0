"""When two reports may be one job, and whom that may be shown to (design §4.3)."""

from __future__ import annotations

from portreeve.modules.cases.rules.places import metres_between
from portreeve.modules.catalogue.types import Duplicates, Service
from portreeve.modules.places.types import Place

NEAR_METRES = 50


def rule_for(service: Service) -> Duplicates:
    """Return the rule that holds for a service: `never` is forced for private ones and those with a page to exit."""
    return Duplicates.NEVER if service.private or service.exit_page else service.duplicates


def same_job(rule: Duplicates, one: Place, other: Place, *, near: int = NEAR_METRES) -> bool:
    """Say whether two places may hold one job: the same property, or the same street, or so many metres apart."""
    if rule is Duplicates.NEVER:
        return False
    if rule is Duplicates.PROPERTY:
        return bool(one.uprn) and one.uprn == other.uprn
    if one.usrn and one.usrn == other.usrn:
        return True
    apart = metres_between(one, other)
    return apart is not None and apart <= near
