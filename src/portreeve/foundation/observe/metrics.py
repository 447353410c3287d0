"""Counters and durations in the form Prometheus reads. Labels are routes and codes, never ids of people."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

PAGES = Counter("portreeve_pages_total", "Pages answered.", ["route", "method", "status"])
PAGE_SECONDS = Histogram(
    "portreeve_page_seconds",
    "Time to answer a page.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
OPERATIONS = Counter("portreeve_operations_total", "Writes done or refused.", ["operation", "outcome"])
EVENTS = Counter("portreeve_events_total", "Events handed on.", ["handler", "outcome"])
DISPATCHES = Counter("portreeve_dispatches_total", "Attempts to send something.", ["way", "outcome"])
OUTSIDE = Histogram("portreeve_outside_seconds", "Time of a call to another system.", ["adapter", "outcome"])


def text() -> bytes:
    """Return all metrics of all worker processes, if they share a folder, or of this process."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest()
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library has no types here
    return generate_latest(registry)
