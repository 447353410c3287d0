"""The demo's services published, and a resident who fills in forms, for the tests of the public site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident


@pytest.fixture
def published(db: None) -> None:
    from channels.resident_web.resident import publish_demo

    publish_demo()


@pytest.fixture
def resident(published: None, client: Any) -> Resident:
    from channels.resident_web.resident import Resident

    return Resident(client)
