"""Every page and state of a journey on its own, in the demo only: to be looked at, and for the checks of access."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portreeve.channels.resident_web.views.gallery_pieces import PIECES, Piece
from portreeve.foundation.design.api import Page


def gallery(request: HttpRequest) -> HttpResponse:
    """List every piece, with its states."""
    return render(request, "resident/gallery.html", {"groups": _groups(), "offered": ("en", "cy", "ar")})


def _groups() -> list[tuple[str, list[Piece]]]:
    groups: dict[str, list[Piece]] = {}
    for piece in PIECES.values():
        groups.setdefault(piece.group, []).append(piece)
    return list(groups.items())


def piece(request: HttpRequest, piece: str) -> HttpResponse:
    """Show one piece in one state. Raises Http404."""
    found = PIECES.get(piece)
    if found is None:
        raise Http404
    return render(request, found.template, found.context(Page(request)))
