"""The service that a case was made by, and what it promised; an imported case may name no version of it."""

from __future__ import annotations

from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases.models import Case
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.catalogue.types import Promise, Service


def service_of(service: str, version: str) -> Service | None:
    """Return a version, or where none is named the service as it is offered now, if it is. Raises NotFound."""
    if version:
        return catalogue.version(version)
    try:
        return catalogue.published(service)
    except (NotFound, catalogue.ServiceIsWithdrawn):
        return None


def promise_of(case: Case) -> Promise:
    """Return what is promised to those who report what this case is about; nothing where no service says so."""
    service = service_of(case.service, case.version)
    return service.promise if service else Promise()
