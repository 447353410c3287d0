"""The forms of a page: each that asks for something can be filled in wrongly, and must have that state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import resolve
from django.urls.exceptions import Resolver404

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
ASKS = re.compile(r"<(?:select|textarea)\b|<input\b(?![^>]*type=\"(?:hidden|submit)\")")
CONTROL = re.compile(r"<(select|textarea|button|input(?![^>]*type=\"file\"))\b([^>]*)>")
WRITTEN = frozenset({"text", "search", "email", "tel", "number", "password", "date", "time"})
ACT = re.compile(r'name="act" value="([^"]*)"')


def forms(html: str, at: str) -> Iterator[str]:
    """Yield the names of the forms of a page that are posted and ask for something. `at` is the page's own route."""
    for opening, inside in FORM.findall(html):
        if 'method="post"' in opening and ASKS.search(inside):
            action = re.search(r'action="([^"#?]*)', opening)
            yield form_name(action[1] if action else "", inside, at)


def controls(html: str, at: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what the posted forms of a page carry: the form's name, the field's, and whether somebody writes in it."""
    for opening, inside in FORM.findall(html):
        if 'method="post"' not in opening:
            continue
        action = re.search(r'action="([^"#?]*)', opening)
        form = form_name(action[1] if action else "", inside, at)
        for tag, attributes in CONTROL.findall(inside):
            name, kind = (re.search(rf'\b{one}="([^"]*)"', attributes) for one in ("name", "type"))
            if name:
                yield form, name[1], tag == "textarea" or (tag == "input" and (kind[1] if kind else "text") in WRITTEN)


def form_name(action: str, inside: str, at: str) -> str:
    """Return the route that takes a form, and which act it is where one route takes several."""
    try:
        match = resolve(re.sub(r"^/(cy|ar)(?=/)", "", action)) if action else None
    except Resolver404:
        match = None
    route, fields = (match.view_name, match.kwargs) if match else (at, {})
    act = ACT.search(inside) if route in {"resident:link", "resident:mine"} else None
    said = str(fields["name"]) if route == "desk-act" else act[1] if act else ""
    return f"{route} {said}".strip()
