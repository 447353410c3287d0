"""Health and metrics. `/livez` and `/readyz` are for load balancers, `/healthz` for people."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from portreeve.foundation.observe import api as observe
from portreeve.foundation.observe.types import Check


def _checks() -> tuple[Check, ...]:
    """Return the checks that config put together."""
    checks: tuple[Check, ...] = import_string(settings.HEALTH_CHECKS)()
    return checks


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Answer at all: the process is alive. Looks at nothing else, so that a slow database restarts nobody."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether pages can be served. A sick worker or mail server must not take the web down (design §4.9)."""
    found = observe.findings(c for c in _checks() if c.needed)
    ready = all(f.well for f in found)
    return HttpResponse("ok\n" if ready else "not ready\n", status=200 if ready else 503, content_type="text/plain")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say how every part is, and what to do about those that are ill. Holds no personal data and no secrets."""
    found = observe.findings(_checks())
    well = all(f.well for f in found)
    parts = [{"part": f.name, "well": f.well, "what_to_do": f.said} for f in found]
    return JsonResponse({"well": well, "parts": parts}, status=200 if well else 503)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the metrics to a scraper on this machine or with the token; others see no such page."""
    token = settings.METRICS_TOKEN
    local = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and "X-Forwarded-For" not in request.headers
    if not local and (not token or request.headers.get("Authorization") != f"Bearer {token}"):
        return HttpResponse(status=404)
    return HttpResponse(observe.text(), content_type="text/plain; version=0.0.4; charset=utf-8")
