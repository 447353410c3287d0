"""The process that answers pages and live updates on the one front port."""

from __future__ import annotations

from typing import Any

from granian.constants import HTTPModes, Interfaces, Loops
from granian.server import Server

from portreeve.config.settings.read import settings
from portreeve.config.supervisor.parent import end_with_supervisor

CONNECTIONS = 2048
"""Open connections for each worker: a stream of live updates is one for as long as its page is open."""


def main() -> None:
    """Serve until told to stop."""
    end_with_supervisor()
    chosen = settings()
    Server(
        "portreeve.config.front.site:front",
        address=chosen.listen,
        port=chosen.port,
        interface=Interfaces.RSGI,
        workers=chosen.web_workers,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        websockets=False,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
        log_dictconfig=_LOGS,
    ).serve()


_LOGS: dict[str, Any] = {"loggers": {"_granian": {"level": "WARNING"}}}


if __name__ == "__main__":
    main()
