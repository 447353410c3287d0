"""The process that answers pages and live updates on the one front port.

It brings the tables up to date first and loads everything before its workers are forked, so that this is paid for once.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from granian.constants import HTTPModes, Interfaces, Loops
from granian.server import Server

from portreeve.config.settings.read import settings
from portreeve.config.supervisor import demo
from portreeve.config.supervisor.parent import end_with_supervisor

CONNECTIONS = 2048
"""Open connections for each worker: a stream of live updates is one for as long as its page is open."""
NOT_PREPARED = 3
"""The exit code that says: starting again will not help, the database could not be prepared."""
FRONT = "portreeve.config.front.site:front"


def main() -> None:
    """Prepare, then serve until told to stop."""
    end_with_supervisor()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portreeve.config.settings.django")
    try:
        _prepare()
    except Exception as problem:  # noqa: BLE001 - whatever it is, a person has to look at it
        print(f"{type(problem).__name__}: {problem}", file=sys.stderr)  # noqa: T201 - the log of this process
        sys.exit(NOT_PREPARED)
    chosen = settings()
    Server(
        FRONT,
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


def _prepare() -> None:
    """Bring the tables up to date and load the site. No connection may be open when the workers are forked."""
    chosen = settings()
    (chosen.home / "static").mkdir(parents=True, exist_ok=True)  # where WhiteNoise looks; the demo needs nothing in it
    import django

    django.setup()
    from django.db import connections

    from portreeve.config.supervisor.migrations import migrate

    migrate()
    if chosen.demo and not demo.is_prepared(chosen):
        for line in demo.prepare_first():
            print(line)  # noqa: T201 - the log of this process
    from portreeve.config.front.site import front

    front.warm_up()
    connections.close_all()


_LOGS: dict[str, Any] = {"loggers": {"_granian": {"level": "WARNING"}}}


if __name__ == "__main__":
    main()
