"""The demo twin of OS Places: a small site on this machine that answers, refuses and dawdles as the real one does."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

from portreeve.adapters.os_places.shapes import write_record
from portreeve.modules.places.api import normalise_postcode
from portreeve.modules.places.types import Address

BASE = "/search/places/v1"
PAGE = 100
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class Stock:
    """What the twin knows: a list of addresses, searched in memory and as forgivingly as the real service."""

    def __init__(self, addresses: Iterable[Address]) -> None:
        """Keep the addresses."""
        self.addresses = tuple(addresses)

    def by_postcode(self, postcode: str) -> list[Address]:
        """Return the addresses of a postcode."""
        whole = normalise_postcode(postcode)
        return [one for one in self.addresses if one.postcode == whole]

    def by_text(self, text: str) -> list[Address]:
        """Return the addresses that fit a text, best first."""
        words = text.casefold().replace(",", " ").split()
        scored = [(self._fit(words, one), place) for place, one in enumerate(self.addresses)]
        return [self.addresses[place] for fit, place in sorted(scored, key=lambda s: (-s[0], s[1])) if fit >= 0.8]

    def by_uprn(self, uprn: str) -> list[Address]:
        """Return one address, as a list."""
        return [one for one in self.addresses if one.uprn == uprn.lstrip("0")]

    @staticmethod
    def _fit(words: list[str], one: Address) -> float:
        """Return the mean of each word's likeness to its best partner; a number must be there as it is."""
        own = f"{one.line} {one.postcode}".casefold().replace(",", " ").split()
        fits = [max(1.0 if w == o else _alike(w, o) for o in own) for w in words]
        return sum(fits) / len(fits) if fits else 0.0


@lru_cache(maxsize=10_000)
def _alike(word: str, other: str) -> float:
    return 0.0 if word[0].isdigit() else SequenceMatcher(None, word, other).ratio()


@dataclass(slots=True)
class Behaviour:
    """How the twin behaves; changed at any time, to see what we make of it."""

    delay: float = 0.0
    """Seconds before each answer."""
    a_minute: int = 600
    """Calls a minute before it answers 429, as the real one does; it sends no Retry-After."""
    down: bool = False
    """Answer 503 to everything."""
    garbled: bool = False
    """Answer 200 with something that is not JSON."""


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the twin's log."""

    path: str
    status: int
    results: int
    query: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The twin refuses a call."""

    def __init__(self, status: int, reason: str) -> None:
        """Keep the status and the words that the real service would say."""
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Twin:
    """A WSGI application of the shape of OS Places."""

    def __init__(self, stock: Stock, *, key: str = "demo-key", behaviour: Behaviour | None = None) -> None:
        """Answer from `stock` to those who send `key`, as a header or in the query."""
        self.stock, self.key = stock, key
        self.behaviour = behaviour or Behaviour()
        self.log: deque[Call] = deque(maxlen=1000)
        self._times: deque[float] = deque()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer one call."""
        query = {name: values[-1] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        path = environ.get("PATH_INFO", "")
        time.sleep(self.behaviour.delay)
        try:
            body = self._answer(path, query, environ.get("HTTP_KEY") or query.get("key", ""))
            status = 200
        except Refused as refusal:
            status, body = refusal.status, {"error": {"statuscode": refusal.status, "message": refusal.reason}}
        shown = {name: value for name, value in query.items() if name != "key"}
        self.log.append(Call(path, status, len(body.get("results", ())), shown))
        payload = b"<html>Gateway</html>" if self.behaviour.garbled else json.dumps(body).encode()
        start_response(f"{status} {'OK' if status == 200 else 'Refused'}", [("Content-Type", "application/json")])
        return [payload]

    def _answer(self, path: str, query: dict[str, str], key: str) -> dict[str, Any]:
        self._admit(key)
        size, offset = _whole(query, "maxresults", PAGE), _whole(query, "offset", 0)
        if not 1 <= size <= PAGE:
            raise Refused(400, "Requested maxresults must be between 1 and 100.")
        found = self._found(path.removeprefix(BASE), query)
        dataset = query.get("dataset", "DPA").split(",")[0].upper()
        if dataset not in {"DPA", "LPI"}:
            raise Refused(400, "Requested dataset is not known.")
        page = found[offset : offset + size]
        asked = "&".join(f"{name}={value}" for name, value in query.items() if name != "key")
        body: dict[str, Any] = {
            "header": {
                "uri": f"https://api.os.uk{path}",
                "query": asked,
                "offset": offset,
                "totalresults": len(found),
                "format": "JSON",
                "dataset": dataset,
                "lr": "EN,CY",
                "maxresults": size,
                "epoch": "118",
                "lastupdate": "2026-11-01",
                "output_srs": query.get("output_srs", "EPSG:27700"),
            }
        }
        if page:
            body["results"] = [write_record(one, dataset, 1.0 if path.endswith("uprn") else 0.9) for one in page]
        return body

    def _admit(self, key: str) -> None:
        if self.behaviour.down:
            raise Refused(503, "Service unavailable.")
        if key != self.key:
            raise Refused(401, "Invalid ApiKey.")
        now = time.monotonic()
        while self._times and self._times[0] < now - 60:
            self._times.popleft()
        if len(self._times) >= self.behaviour.a_minute:
            raise Refused(429, "Rate limit quota violation.")
        self._times.append(now)

    def _found(self, what: str, query: dict[str, str]) -> Sequence[Address]:
        if what == "/postcode":
            postcode = query.get("postcode", "")
            if not normalise_postcode(postcode):
                raise Refused(400, "Requested postcode must be at least a sector and a digit of the district.")
            return self.stock.by_postcode(postcode)
        if what == "/find":
            if not query.get("query", "").strip():
                raise Refused(400, "Parameter query cannot be empty.")
            return self.stock.by_text(query["query"])
        if what == "/uprn":
            if not query.get("uprn", "").isdigit():
                raise Refused(400, "Requested UPRN must be an integer.")
            return self.stock.by_uprn(query["uprn"])
        raise Refused(404, "No such resource.")


def _whole(query: dict[str, str], name: str, otherwise: int) -> int:
    text = query.get(name, str(otherwise))
    if not text.isdigit():
        raise Refused(400, f"Requested {name} must be an integer.")
    return int(text)


class _Quiet(WSGIRequestHandler):
    """Leaves the log to the twin."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(twin: Twin, port: int = 0) -> Iterator[str]:
    """Serve a twin on the loopback interface alone, within a block; gives the address to ask at."""
    server = make_server("127.0.0.1", port, twin, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
