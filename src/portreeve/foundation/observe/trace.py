"""One id joins what one request caused: its page, its writes, its events and its messages."""

from __future__ import annotations

import re
from contextvars import ContextVar
from secrets import token_hex

_CURRENT: ContextVar[str] = ContextVar("portreeve_trace", default="")
_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")


def begin(header: str = "") -> str:
    """Begin a trace, taking up the one in a W3C `traceparent` header where there is one; returns its id."""
    match = _TRACEPARENT.fullmatch(header.strip().lower())
    trace = match[1] if match and match[1] != "0" * 32 else token_hex(16)
    _CURRENT.set(trace)
    return trace


def follow(trace: str) -> None:
    """Go on with a trace that began elsewhere, such as the one stored with an event."""
    _CURRENT.set(trace)


def current() -> str:
    """Return the trace of what is being done now; empty outside any."""
    return _CURRENT.get()
