"""What a proxy in front of us says of a request: believed of our own proxy only, and dropped from anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

Networks = Sequence[IPv4Network | IPv6Network]
_FORWARDED = "HTTP_X_FORWARDED_FOR"
_SAID = (
    _FORWARDED,
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP",
)
UNKNOWN = "unknown"
"""Stands where an address was said by somebody whom we do not believe: that it came through others is still seen."""


def heed_proxy(found: dict[str, Any], proxies: Networks) -> None:
    """Put who really asks, and whether by https, into a WSGI environment, if our own proxy handed the request on.

    Only the last address of X-Forwarded-For is our proxy's own word; those before it anybody may have made up.
    """
    said = {name: str(found.pop(name)) for name in _SAID if name in found}
    if not said:
        return
    peer = _address(str(found["REMOTE_ADDR"]))
    if peer is None or not any(peer in network for network in proxies):
        found[_FORWARDED] = UNKNOWN
        return
    if said.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower() == "https":
        found["wsgi.url_scheme"] = "https"
    client = _address(said.get(_FORWARDED, "").rpartition(",")[2].strip())
    found[_FORWARDED] = str(client) if client else UNKNOWN
    if client:
        found["REMOTE_ADDR"] = str(client)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Return a network address, also one with a port or of an IPv4 caller on an IPv6 socket; None for other text."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
