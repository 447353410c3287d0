"""The pages that stand on every site: contact, cookies, privacy, accessibility, our figures."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portreeve.channels.resident_web.views.finding import EVERY, service_or_gone
from portreeve.foundation.design.api import language_of, words
from portreeve.modules.catalogue import api as catalogue
from portreeve.screens.web.about import About, offered_in
from portreeve.screens.web.moments import amount


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
