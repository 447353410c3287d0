"""Settings of where addresses come from, beside our own gazetteer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import ImproperlyConfigured

from portreeve.config.settings.read import secret_setting

OS_PLACES = "https://api.os.uk/search/places/v1"


@dataclass(frozen=True, slots=True)
class PlacesSettings:
    """How to reach OS Places, or anything of its shape. Each has an entry in docs/reference/settings.md."""

    os_places_url: str
    """PORTREEVE_OS_PLACES_URL: where it is asked."""
    os_places_key: str
    """PORTREEVE_OS_PLACES_KEY or _FILE: our key there; empty: only our own gazetteer is searched."""


@cache
def places_settings() -> PlacesSettings:
    """Read the settings once. Raises ImproperlyConfigured where the address is none that can be asked."""
    url = os.environ.get("PORTREEVE_OS_PLACES_URL", OS_PLACES).rstrip("/")
    if not url.startswith(("https://", "http://127.0.0.1:")):
        raise ImproperlyConfigured("PORTREEVE_OS_PLACES_URL must begin with https://: the key is sent with each call.")
    return PlacesSettings(os_places_url=url, os_places_key=secret_setting("PORTREEVE_OS_PLACES_KEY"))
