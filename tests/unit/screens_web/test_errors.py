"""Every refusal has its words in every language, and they follow the rules for such words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portreeve.foundation.design.wording import table, words
from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import InvalidAnswer
from portreeve.screens.web.errors import error_text
from portreeve.screens.web.samples import SHAPES, make_ask

ROOT = Path(__file__).parents[3]
PACKAGES = ("portreeve.foundation.design", "portreeve.screens.web")
FILE_REASONS = ("empty", "too-big", "kind", "damaged", "infected", "no-room")
FORBIDDEN = re.compile(
    r"\b(please|sorry|oops|invalid|valid|forgot|incorrect|failed|os gwelwch|mae'n ddrwg)\b", re.IGNORECASE
)


def documented() -> set[str]:
    """Return every code of the table in the reference."""
    text = (ROOT / "docs/reference/answers.md").read_text(encoding="utf-8").partition("## Refusal codes")[2]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {code for row in rows for code in re.findall(r"`([a-z0-9-]+)`", row) if not code.endswith("-")}


def raised() -> set[str]:
    """Return every code that the engine's source names."""
    files = (ROOT / "src/portreeve/modules/journeys").rglob("*.py")
    return {
        c for file in files for c in re.findall(r'InvalidAnswer\(\s*"([a-z0-9-]+)"', file.read_text(encoding="utf-8"))
    }


CODES = sorted(documented() | raised() | {f"file-{reason}" for reason in FILE_REASONS})


def test_the_codes_are_found_where_they_are_documented_and_raised() -> None:
    assert {"missing", "not-a-mobile", "not-on-the-map"} <= documented()
    assert {"missing", "too-long"} <= raised()


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
@pytest.mark.parametrize("code", CODES)
def test_every_refusal_has_its_own_words_in_every_language(code: str, language: str) -> None:
    w = words(language, PACKAGES)
    keys = table(language, PACKAGES)
    assert f"errors.{code}" in keys or any(key.startswith(f"errors.{code}.") for key in keys)
    text = error_text(InvalidAnswer(code, {"least": "2", "most": "9"}), make_ask(QuestionType.TEXT), w)
    assert text
    assert "{" not in text


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
@pytest.mark.parametrize(("kind", "part", "choices"), SHAPES)
def test_an_empty_answer_has_words_that_suit_the_question(
    kind: QuestionType, part: str, choices: tuple, language: str
) -> None:
    assert error_text(InvalidAnswer("missing"), make_ask(kind, part, choices), words(language, PACKAGES))


def test_words_of_errors_are_specific_and_do_not_plead() -> None:
    for language in ("en", "cy", "ar"):
        for key, text in table(language, PACKAGES).items():
            if key.startswith("errors."):
                assert not FORBIDDEN.search(text), f"{language} {key}: {text}"
                assert not text.endswith("."), f"{language} {key}"


def test_no_two_refusals_have_the_same_words() -> None:
    texts = {key: text for key, text in table("en", PACKAGES).items() if key.startswith("errors.")}
    repeated = {text for text in texts.values() if list(texts.values()).count(text) > 1}
    assert repeated == {"Enter the name of a street, or put a pin on the map"}
