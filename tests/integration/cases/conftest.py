"""Fixtures for the tests of cases; what they are made of is in `scene`, which needs Django set up first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from integration.cases.scene import Cast, Open


@pytest.fixture
def cast(db: None) -> Cast:
    from integration.cases.scene import make_cast

    return make_cast()


@pytest.fixture
def services(db: None) -> None:
    from integration.cases.scene import publish_services

    publish_services()


@pytest.fixture
def open_one(services: None) -> Open:
    from integration.cases.scene import opener

    return opener()
