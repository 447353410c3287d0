"""The demo's Notify as a process of its own: what it took outlives whatever else is killed, as a witness."""

from __future__ import annotations

import sys

from portreeve.adapters.notify.twin.__main__ import main as serve
from portreeve.config.settings.post import TWIN_ABOVE, post_settings
from portreeve.config.settings.read import Settings, settings
from portreeve.config.supervisor.parent import end_with_supervisor


def wanted(own: Settings) -> bool:
    """Say whether this installation talks to the twin: in the demo, unless another Notify is named."""
    return own.demo and post_settings().notify_url == f"http://127.0.0.1:{own.port + TWIN_ABOVE}"


def main() -> int:
    """Serve until told to stop; reports go to our own front port."""
    end_with_supervisor()
    own = settings()
    return serve(
        [
            *("--port", str(own.port + TWIN_ABOVE)),
            *("--book", str(post_settings().folder / "notify")),
            *("--callback", f"http://127.0.0.1:{own.port}/reports/notify"),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
