"""When something broke at the desk: its own look and words, and what was sent kept where that can be."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from portreeve.channels.staff_desk import once
from portreeve.channels.staff_desk.access import show, typed_texts
from portreeve.foundation.design.api import Page, fault_page


def broken(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault. Asks the database for nothing: who is signed in is said only if it is known by now."""

    def page(full: bool) -> HttpResponse:
        context = {
            "kind": "full" if full else "broken",
            "known": hasattr(request, "actor"),
            "sent": request.method == "POST",
            "again": _again(request),
            "typed": typed_texts(request),
            "address": Page(request).at(request.path_info) + _query(request),
        }
        return show(request, "desk/trouble.html", context)

    return fault_page(page)


def _query(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"?{query}" if query else ""


def _again(request: Any) -> list[tuple[str, str]]:
    """Return the fields of a form as they were sent, so that one press sends them again; none where that cannot be.

    They go with the key of their page: what was kept after all is not done twice. Files cannot be sent for somebody,
    and a form without such a key may be one of signing in, with a password in it.
    """
    if request.method != "POST" or request.FILES or not hasattr(request, "actor") or not once.carried(request):
        return []
    request.form_field = once.field(request.POST[once.FIELD])
    return [(name, text) for name, texts in request.POST.lists() if name not in once.OURS for text in texts]


def stale(request: HttpRequest) -> HttpResponse:
    """Say that a page lay open too long to be sent safely, and show what was written."""
    return show(request, "desk/old_page.html", {"typed": typed_texts(request)}, status=403)
