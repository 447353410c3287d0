"""The demo council served, on a day that a story sets, and people before their screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from journeys.stories.people import Screens
    from journeys.stories.world import World


@pytest.fixture(scope="session")
def street_records() -> list[Any]:
    """Read the borough's plan once."""
    from journeys.stories.world import one_street

    return one_street()


@pytest.fixture
def world(
    live_server: Any, transactional_db: None, settings: Any, tmp_path: Path, street_records: list[Any]
) -> Iterator[World]:
    """Serve the demo council with nothing in its books yet, on Monday 19 October 2026 at ten."""
    from journeys.stories.world import CURRENT, Post, World, local
    from portreeve.foundation.clock import api as clock

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PORTREEVE_URL = str(live_server.url)
    settings.CARRIERS = "journeys.stories.world.carriers"
    post = Post(tmp_path)
    CURRENT.append(post)
    made = World(url=str(live_server.url), post=post)
    made.prepare(street_records, local("2026-10-19 10:00"))
    yield made
    clock.set_for_demo(None)
    CURRENT.remove(post)
    post.stop()


@pytest.fixture
def screens(browser: Any, world: World) -> Iterator[Screens]:
    """Give everybody in the story a screen of their own."""
    from journeys.stories.people import Screens

    made = Screens(browser, world)
    yield made
    made.close()
