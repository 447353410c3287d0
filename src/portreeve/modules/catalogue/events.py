"""What happens in the catalogue. The subject is the publication, one for each service for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from portreeve.foundation.pure.events import Event


@dataclass(frozen=True, kw_only=True)
class ServicePublished(Event):
    """A version of a service is offered from now on. `before` is the version it replaced; empty the first time."""

    kind: ClassVar[str] = "service.published"
    service: str
    service_version: str
    before: str = ""
    tier: str = ""
    verb: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceWithdrawn(Event):
    """A service is no longer offered, and its unfinished journeys end with what to do instead."""

    kind: ClassVar[str] = "service.withdrawn"
    service: str
    service_version: str
