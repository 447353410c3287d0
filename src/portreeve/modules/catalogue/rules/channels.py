"""Which channels may carry a service (CHN-04): decided by its tier and by the other ways in that it names."""

from __future__ import annotations

from portreeve.modules.catalogue.types import Service, Tier

_ORDER = ("web", "phone", "counter", "sms", "chat", "social", "post")
_ONLINE = {
    Tier.SIMPLE: frozenset({"web", "sms", "chat", "social"}),
    Tier.ASSISTED: frozenset({"web", "chat"}),
    Tier.COMPLEX: frozenset({"web"}),
}
"""A complex service's web page is only its front door; the check sees to that."""


def channels_of(service: Service) -> tuple[str, ...]:
    """Return the channels of a service, as codes of `foundation.pure.channel`, in a fixed order."""
    allowed = _ONLINE[service.tier] | {way.value for way in service.otherwise}
    return tuple(channel for channel in _ORDER if channel in allowed)
