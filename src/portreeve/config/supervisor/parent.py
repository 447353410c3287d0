"""Ties a child process to the supervisor: when that dies, however it dies, the child does too."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

SUPERVISOR = "PORTREEVE_SUPERVISOR"
"""In a child's environment: the number of the process that must be its parent."""
_PR_SET_PDEATHSIG = 1


def end_with_supervisor() -> None:
    """In a child of the supervisor: ask the kernel for a SIGTERM when it dies. Elsewhere do nothing."""
    named = os.environ.get(SUPERVISOR, "")
    if named.isdigit():
        end_with_parent(signal.SIGTERM, int(named))


def end_with_parent(how: signal.Signals, parent: int) -> None:
    """Ask the kernel for a signal when the parent dies, and leave at once if it has died already. Linux only."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
