"""The public site served, and visitors to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def site(live_server: Any, transactional_db: None) -> str:
    """Serve the site with the demo's services published; returns its address."""
    from channels.resident_web.resident import publish_demo

    publish_demo()
    return str(live_server.url)


@pytest.fixture
def see(browser: Any, site: str) -> Iterator[Any]:
    """Open pages: `see(width=320, scripts=False)` gives a new visitor's page."""
    opened = []

    def new(**options: Any) -> Any:
        width = options.pop("width", 1280)
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 800},
            java_script_enabled=options.pop("scripts", True),
            **options,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context.new_page()

    yield new
    for context in opened:
        context.close()
