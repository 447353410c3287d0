"""Every address of the site and what holds for it, read from the URL configuration and the routes' policies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, resolve
from django.urls.exceptions import Resolver404

from portreeve.foundation.routes.types import Keep, Policy, Who

SIGNING_IN = Policy(Who.ANYBODY, Keep.NOTHING)
"""The pages of the sign-in library, which we do not make and so cannot give a policy."""


@dataclass(frozen=True)
class Route:
    """One address."""

    name: str
    """With its namespace, such as `resident:track`."""
    fields: tuple[str, ...]
    """What stands in the address, such as `public`."""
    kinds: tuple[str, ...]
    """The converter of each field."""
    policy: Policy
    ours: bool
    """Of one of our channels, and not of the sign-in library."""

    def lets_in(self, acts: frozenset[str] | None) -> bool:
        """Say whether the policy lets in staff with some acts, or somebody who is not staff (None)."""
        if self.policy.who is not Who.STAFF:
            return self.policy.who in {Who.ANYBODY, Who.DEMO}
        return acts is not None and (not self.policy.acts or bool(set(self.policy.acts) & acts))


def routes() -> list[Route]:
    """Return every address that is open, once. Those of the sign-in library that we closed are not there."""
    found = {route.name: route for route in _walk(get_resolver().url_patterns, "", "", {})}
    return [found[name] for name in sorted(found)]


def _walk(patterns: Any, namespace: str, before: str, above: dict[str, str]) -> Iterator[Route]:
    for one in patterns:
        address = before + str(one.pattern)
        fields = above | {name: type(kind).__name__ for name, kind in one.pattern.converters.items()}
        if not isinstance(one, URLPattern):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _walk(one.url_patterns, inner, address, fields)
        elif one.name and not _closed(address):
            policy = getattr(one.callback, "policy", None)
            name = f"{namespace}{one.name}"
            yield Route(name, tuple(fields), tuple(fields.values()), policy or SIGNING_IN, policy is not None)


def _closed(address: str) -> bool:
    """Say whether an address of the sign-in library leads to nothing."""
    plain = "/" + re.sub(r"\(\?P<\w+>.*?\)|<int:\w+>", "1", address).replace("^", "").replace("$", "")
    try:
        return plain.startswith("/desk/account/") and resolve(plain).func.__name__ == "closed"
    except Resolver404:
        return False
