"""Asks an OS-Places-shaped interface. Every call has a time limit, and a service that is down is left alone a while."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from portreeve.adapters.os_places.shapes import read_record
from portreeve.modules.places.api import normalise_postcode
from portreeve.modules.places.ports import SourceFailed
from portreeve.modules.places.types import CHOOSABLE, Address, AddressKind

PAGE = 100
"""The interface's own cap on results of one call."""
MOST_BYTES = 2_000_000
LONGEST_QUERY = 120


@dataclass(slots=True)
class _Rest:
    """Counts failures in a row; after some, nothing is asked until a while has passed."""

    failures: int = 0
    until: float = 0.0


class OsPlaces:
    """Addresses from OS Places, or anything of its shape: an AddressSource."""

    name = "os places"

    def __init__(
        self,
        *,
        url: str,
        key: str,
        dataset: str = "LPI",
        timeout: float = 2.0,
        patience: int = 3,
        pause: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask at `url` (such as https://api.os.uk/search/places/v1), each call within `timeout` seconds.

        After `patience` failures in a row it says "resting" for `pause` seconds without asking, so that a dead
        service costs residents nothing.
        """
        self._client = httpx.Client(
            base_url=url.rstrip("/"),
            headers={"key": key, "Accept": "application/json"},
            timeout=timeout,
            follow_redirects=False,
        )
        self._dataset = dataset
        self._patience, self._pause, self._clock = patience, pause, clock
        self._rest = _Rest()

    def by_postcode(self, postcode: str, *, limit: int) -> tuple[Address, ...]:
        """Return the addresses of a postcode, in natural order as far as the service sorts them."""
        whole = normalise_postcode(postcode)
        return self._pages("/postcode", {"postcode": whole.replace(" ", "")}, limit) if whole else ()

    def by_text(self, text: str, *, limit: int) -> tuple[Address, ...]:
        """Return the addresses that the service thinks fit best."""
        words = " ".join("".join(c if c.isprintable() else " " for c in text[:LONGEST_QUERY]).split())
        return self._pages("/find", {"query": words, "minmatch": "0.4"}, limit) if len(words) > 1 else ()

    def by_uprn(self, uprn: str) -> Address | None:
        """Return one address, whatever its status."""
        digits = uprn.strip().lstrip("0")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 12:
            return None
        found = self._ask("/uprn", {"uprn": digits, **self._usual(PAGE, 0)})
        return next((one for raw in _results(found) if (one := read_record(raw))), None)

    def close(self) -> None:
        """Give up the connections."""
        self._client.close()

    def _usual(self, size: int, offset: int) -> dict[str, str]:
        return {
            "dataset": self._dataset,
            "output_srs": "EPSG:4326",
            "maxresults": str(size),
            "offset": str(offset),
            "format": "JSON",
        }

    def _pages(self, path: str, about: Mapping[str, str], limit: int) -> tuple[Address, ...]:
        """Return up to `limit` addresses that may be chosen, reading page after page."""
        found: dict[str, Address] = {}
        offset, total = 0, 1
        while offset < total and len(found) < limit:
            body = self._ask(path, {**about, **self._usual(PAGE, offset)})
            results = _results(body)
            total = int(body["header"].get("totalresults", 0)) if results else 0
            for raw in results:
                one = read_record(raw)
                if one and one.status in CHOOSABLE and one.kind is not AddressKind.SHELL:
                    found.setdefault(one.uprn, one)
            offset += PAGE
        return tuple(found.values())[:limit]

    def _ask(self, path: str, about: Mapping[str, str]) -> dict[str, Any]:
        if self._clock() < self._rest.until:
            raise SourceFailed("resting", permanent=False, source=self.name)
        try:
            body = self._get(path, about)
        except SourceFailed as failure:
            self._count(failure)
            raise
        self._rest.failures = 0
        return body

    def _get(self, path: str, about: Mapping[str, str]) -> dict[str, Any]:
        try:
            answer = self._client.get(path, params=dict(about))
        except httpx.TimeoutException as problem:
            raise SourceFailed("timeout", permanent=False, source=self.name) from problem
        except httpx.HTTPError as problem:
            raise SourceFailed("unreachable", permanent=False, source=self.name) from problem
        if answer.status_code != httpx.codes.OK:
            raise _refusal(answer.status_code, self.name)
        if len(answer.content) > MOST_BYTES:
            raise SourceFailed("too-large", permanent=False, source=self.name)
        try:
            body = json.loads(answer.content)
        except ValueError as problem:
            raise SourceFailed("not-json", permanent=False, source=self.name) from problem
        if not isinstance(body, dict) or not isinstance(body.get("header"), dict):
            raise SourceFailed("unknown-shape", permanent=False, source=self.name)
        return body

    def _count(self, failure: SourceFailed) -> None:
        """Count a failure. A wrong question is not the service's failure and does not make it rest."""
        if failure.code == "bad-question":
            return
        self._rest.failures += 1
        if self._rest.failures >= self._patience:
            self._rest = _Rest(until=self._clock() + self._pause)


def _results(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the results; when there are none the interface leaves the key out altogether."""
    results = body.get("results", [])
    return [one for one in results if isinstance(one, Mapping)] if isinstance(results, list) else []


def _refusal(status: int, source: str) -> SourceFailed:
    """Return what a status means: a key that is wrong (401) or not for this (403) stays so until somebody mends it."""
    codes = {400: "bad-question", 401: "wrong-key", 403: "key-not-for-this", 404: "wrong-address", 429: "too-many"}
    return SourceFailed(codes.get(status, "failing"), permanent=status in {400, 401, 403, 404}, source=source)
