"""Runs the twin as a process of its own: `python -m portreeve.adapters.notify.twin --port 8090 --book FOLDER`."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from portreeve.adapters.notify.demo import DEMO_CALLBACK_TOKEN, DEMO_KEY, DEMO_TEMPLATES
from portreeve.adapters.notify.twin.app import Twin
from portreeve.adapters.notify.twin.book import Book
from portreeve.adapters.notify.twin.checks import Known
from portreeve.adapters.notify.twin.delivery import Callback, Delivery


class Server(ThreadingMixIn, WSGIServer):
    """One thread for each request, as a slow answer is one of the faults that can be tried out."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no line for each request: addresses would be in it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Write nothing."""


def make_twin(folder: Path, callback: Callback | None = None, *, seconds: float = 0.5) -> Twin:
    """Return the application with its book in a folder, going on with what was under way."""
    book = Book(folder)
    delivery = Delivery(book, callback, seconds=seconds)
    delivery.resume()
    return Twin(book, Known.by_key(DEMO_KEY, DEMO_TEMPLATES), delivery)


def serve(twin: Twin, port: int) -> WSGIServer:
    """Return a server on this machine only; port 0 finds a free one."""
    return make_server("127.0.0.1", port, twin, server_class=Server, handler_class=Quiet)


def main(arguments: list[str] | None = None) -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--book", type=Path, required=True, help="folder of its log")
    parser.add_argument("--callback", default="", help="where delivery reports are posted")
    parser.add_argument("--token", default=DEMO_CALLBACK_TOKEN, help="bearer token of those posts")
    chosen = parser.parse_args(arguments)
    callback = Callback(chosen.callback, chosen.token) if chosen.callback else None
    server = serve(make_twin(chosen.book, callback), chosen.port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
