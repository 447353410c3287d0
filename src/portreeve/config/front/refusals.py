"""What the front says where it cannot ask Django: small whole pages, made beforehand, in every language."""

from __future__ import annotations

from django.template.loader import render_to_string

from portreeve.config.front.pages import PLAIN
from portreeve.config.front.protocol import Said
from portreeve.foundation.config_types.api import council
from portreeve.foundation.design.api import brand, words


def refusal_pages() -> Said:
    """Return the page of each kind in each of the council's languages."""
    first, *_ = council().languages
    return {
        ("" if language == first else language, kind): _page(language, kind).encode()
        for language in council().languages
        for kind in PLAIN
    }


def _page(language: str, kind: str) -> str:
    known = {"w": words(language), "language": language, "kind": kind, "phone": brand().contact.phone}
    return render_to_string("resident/refused.html", known)
