"""Begins a trace for each page, and counts and times it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portreeve.foundation.observe import metrics, trace

log = logging.getLogger("portreeve.pages")


class Observed:
    """Django middleware: the outermost of ours, so that everything inside it is timed and traced."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers the page."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the page; the log line names its route, never its address, which may hold a token."""
        trace.begin(request.headers.get("traceparent", ""))
        began = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        match = request.resolver_match
        route = match.route if match else "none"
        metrics.PAGES.labels(route, request.method or "", response.status_code).inc()
        metrics.PAGE_SECONDS.labels(route).observe(seconds)
        log.info(
            "page",
            extra={
                "route": route,
                "method": request.method,
                "status": response.status_code,
                "milliseconds": round(seconds * 1000, 1),
            },
        )
        return response
