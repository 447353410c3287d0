"""The footer of a page is laid out once for everybody, and is to the letter what it would be if laid out anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from portreeve.foundation.design.environment import make
from portreeve.foundation.design.pages import Footer
from portreeve.foundation.design.wording import words

PACKAGES = ("portreeve.foundation.design", "portreeve.screens.web")
KEPT = make(packages=PACKAGES, auto_reload=False)
ANEW = make(packages=PACKAGES, auto_reload=True)
FOOTER = Footer(
    phone=Markup('<span class="pr-number">01632 960100</span>'),
    hours="Monday to Friday, 9am to 5pm",
    relay=True,
    counter="Town Hall & Library",
    counter_hours="Monday to Friday",
    links=(("frame.privacy", "/privacy"), ("frame.cookies", "/cookies")),
)


def laid_out(footer: Footer, language: str = "en", *, anew: bool = False) -> Markup:
    made = (ANEW if anew else KEPT).globals["lay_out"]
    return made("design/footer.html", "footer", footer, words(language, PACKAGES), keep=True)


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
@pytest.mark.parametrize("footer", [FOOTER, replace(FOOTER, phone=Markup(), counter="", relay=False)])
def test_what_is_remembered_is_what_would_be_made(footer: Footer, language: str) -> None:
    laid_out(footer, language)
    assert laid_out(footer, language) == laid_out(footer, language, anew=True)
    assert laid_out(replace(footer), language) is laid_out(footer, language)


def test_another_council_or_language_has_its_own() -> None:
    changed = laid_out(replace(FOOTER, hours="Every day"))
    assert "Every day" in changed
    assert "Every day" not in laid_out(FOOTER)
    assert laid_out(FOOTER, "cy") != laid_out(FOOTER)


def test_a_councils_words_are_escaped() -> None:
    assert "Town Hall &amp; Library" in laid_out(FOOTER)
    assert '<span class="pr-number">' in laid_out(FOOTER)
