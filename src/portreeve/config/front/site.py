"""The application the web server runs: which request goes where."""

from __future__ import annotations

import asyncio
import os
import signal

from portreeve.config.supervisor.parent import SUPERVISOR, end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portreeve.config.settings.django")

from portreeve.config.wsgi import application  # noqa: E402 - Django must be set up before what follows is read

# isort: split
from portreeve.config.front.live import Live
from portreeve.config.front.pages import Pages
from portreeve.config.front.protocol import Connection, Scope
from portreeve.config.front.refusals import refusal_pages
from portreeve.config.settings.read import settings

LIVE = "/desk/live"


class Front:
    """Pages and live updates behind one port."""

    def __init__(self) -> None:
        """Set nothing in motion before the server has its event loop."""
        self._pages = Pages(application, settings().proxies, refusal_pages())
        self._live = Live()

    def warm_up(self) -> None:
        """Load what all pages share, before the first visitor comes."""
        self._pages.warm_up("/", settings().own_host)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Called by the server in each worker before the first request: a worker must not outlive its server."""
        if os.environ.get(SUPERVISOR):
            end_with_parent(signal.SIGKILL, os.getppid())

    async def __rsgi__(self, scope: Scope, connection: Connection) -> None:
        """Answer one request."""
        if scope.path == LIVE and scope.method == "GET":
            await self._live.answer(scope, connection)
        else:
            await self._pages.answer(scope, connection)


front = Front()
