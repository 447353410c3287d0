"""The inventory, collected once for all that look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from journeys.inventory.collecting import Seen


@pytest.fixture(scope="session")
def inventory(django_db_setup: None, django_db_blocker: Any) -> list[Seen]:
    """Serve every page of the inventory, and leave the database as it was."""
    from django.test import override_settings

    from journeys.inventory.collecting import collect
    from portreeve.config.settings.sign_in import OidcSettings

    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    nobody_there = OidcSettings("Haverstock account", "http://127.0.0.1:9", "portreeve", "secret")
    with (
        django_db_blocker.unblock(),
        override_settings(
            PASSWORD_HASHERS=quick,
            CARRIERS="integration.correspondence.carriers.carriers",
            IDENTITY_PROVIDER=nobody_there,
        ),
    ):
        return collect()


@pytest.fixture(scope="session")
def pages(inventory: list[Seen]) -> list[Seen]:
    """Return one page of each shape: pages that differ only in where their links lead are one to a checker."""
    shapes: dict[str, Seen] = {}
    for seen in inventory:
        if seen.is_page:
            shapes.setdefault(seen.shape, seen)
    return list(shapes.values())
