"""Who puts a fault into words: the desk at its own addresses, the public site at all others."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from portreeve.channels.resident_web.views import trouble as public
from portreeve.channels.staff_desk.views import trouble as desk

DESK = "/desk/"


def broken(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault (Django's handler500)."""
    return desk.broken(request) if request.path_info.startswith(DESK) else public.broken(request)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a page lay too long to be sent safely (Django's CSRF_FAILURE_VIEW)."""
    return desk.stale(request) if request.path_info.startswith(DESK) else public.stale(request, reason)
