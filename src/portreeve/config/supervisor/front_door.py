"""Is the port free, and does the site answer? Asked from outside, as a browser would."""

from __future__ import annotations

import http.client
import socket


def port_in_use(address: str, port: int) -> bool:
    """Say whether somebody listens at the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return True
    return False


def first_page(address: str, port: int, host: str) -> bool:
    """Say whether the home page answers, asked by a name that the site answers to."""
    connection = http.client.HTTPConnection("127.0.0.1" if address == "0.0.0.0" else address, port, timeout=5)  # noqa: S104
    try:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
