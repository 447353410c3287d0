"""The pages that stand on every site: contact, cookies, privacy, accessibility, our figures; and the map's lines."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from portreeve.channels.resident_web.views.finding import EVERY, service_or_gone
from portreeve.foundation.design.api import Page, language_of, words
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.places import api as places
from portreeve.modules.places.types import Box
from portreeve.screens.web.about import About, offered_in
from portreeve.screens.web.moments import amount

CLOSE_BY = 40.0
"""Metres within which a pin is said to be near a property, and not only near its street."""


def contact(request: HttpRequest) -> HttpResponse:
    """Show every way to reach the council."""
    return render(request, "resident/contact.html", {"offered": EVERY})


def cookies(request: HttpRequest) -> HttpResponse:
    """Name each cookie, what it is for and how long it lasts."""
    named = (
        {"name": settings.SESSION_COOKIE_NAME, "key": "visit"},
        {"name": settings.CSRF_COOKIE_NAME, "key": "guard"},
    )
    return render(request, "resident/cookies.html", {"cookies": named})


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement; what is known not to work comes from the council's data."""
    return render(request, "resident/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """Show what holds for all services, and lead to each one's own notice."""
    listings = catalogue.listing(language=language_of(request))
    return render(request, "resident/privacy.html", {"services": listings})


def privacy_of(request: HttpRequest, service: str) -> HttpResponse:
    """Show the privacy notice of one service."""
    found = service_or_gone(request, service)
    if isinstance(found, HttpResponse):
        return found
    language = language_of(request)
    w = words(language)
    about = About(found, language, w)
    kept = [
        (found.text(f"question.{question.id}", about.language), amount(question.keep, w))
        for question in found.questions
        if question.keep
    ]
    context = {"service": found.id, "name": about.name, "text": about.privacy, "kept": kept}
    return render(request, "resident/privacy.html", {**context, "offered": offered_in(found)[:2]})


def outline(request: HttpRequest) -> HttpResponse:
    """Return the streets and wards in a box as lines and rings, for the map; of the whole council by default."""
    box = _box(request) or places.extent()
    if box is None:
        return JsonResponse({"box": None, "streets": [], "wards": [], "complete": True})
    found = places.map_outline(box)
    language = Page(request).language
    return JsonResponse(
        {
            "box": [box.west, box.south, box.east, box.north],
            "streets": [
                {"name": (street.name_cy if language == "cy" else "") or street.name, "line": street.shape}
                for street in found.streets
            ],
            "wards": [ward.outline for ward in found.wards],
            "complete": found.complete,
        }
    )


def nearest(request: HttpRequest) -> HttpResponse:
    """Return what is nearest to a point, so that a pin can be read out: a property close by, and the street."""
    try:
        lat, long = float(request.GET.get("lat", "")), float(request.GET.get("long", ""))
    except ValueError:
        return JsonResponse({"address": "", "street": ""}, status=400)
    welsh = Page(request).language == "cy"
    house = places.nearest_address(lat, long, within=CLOSE_BY)
    street = next(iter(places.streets_near(lat, long, limit=1)), None)
    return JsonResponse(
        {
            "address": ((welsh and house.line_cy) or house.line) if house else "",
            "street": ((welsh and street.name_cy) or street.name) if street else "",
        }
    )


def _box(request: HttpRequest) -> Box | None:
    """Return the box that the address names; None where it names none."""
    try:
        west, south, east, north = (float(part) for part in request.GET.get("box", "").split(","))
    except ValueError:
        return None
    return Box(west, south, east, north)
