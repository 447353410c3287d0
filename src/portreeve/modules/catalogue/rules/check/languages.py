"""Checks the words of a service in other languages against the words they translate."""

from __future__ import annotations

import re

from portreeve.modules.catalogue.rules.read.draft import Draft, Overlay
from portreeve.modules.catalogue.rules.read.fields import Translation
from portreeve.modules.catalogue.rules.read.problems import did_you_mean
from portreeve.modules.catalogue.types import Problem

_NUMBER = re.compile(r"\+?[0-9](?:[ \u00a0]?[0-9]){2,}")
_MOST_NAMED = 3
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def check_languages(draft: Draft, languages: tuple[str, ...], required: tuple[str, ...]) -> None:
    """Check every overlay, and that there is one for each language the council has."""
    service = draft.service
    there = {service.language, *(overlay.language for overlay in draft.overlays)}
    for language in dict.fromkeys((*required, *languages)):
        if language in there:
            continue
        text = f"There are no words in `{language}`. Add {service.id}.{language}.yaml with a translation of every text."
        draft.problems.found.append(
            Problem(draft.problems.file, 1, "language-missing", text, blocks=language in required)
        )
    for overlay in draft.overlays:
        _check_overlay(draft, overlay)


def _check_overlay(draft: Draft, overlay: Overlay) -> None:
    """Check one file of words: nothing missing, nothing stale, nothing that belongs to no text."""
    own = draft.service.words[draft.service.language].text
    missing = [key for key in own if overlay.language not in _words(overlay, key)]
    if missing and overlay.texts:
        named = ", ".join(f"`{key}`" for key in missing[:_MOST_NAMED])
        more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
        text = f"{len(missing)} texts have no words in `{overlay.language}`: {named}{more}. Translate them."
        overlay.problems.add(overlay.line, "text-missing", text)
    for key, translation in overlay.texts.items():
        if key not in own:
            text = f"`{key}` is no text of this service.{did_you_mean(key, own)} Remove it, or correct the key."
            overlay.problems.add(translation.line, "unknown-text", text)
        else:
            _check_text(draft.service.language, overlay, key, own[key])
    if not draft.service.words[overlay.language].search and draft.service.words[draft.service.language].search:
        text = f"Nobody will find this by their own words in `{overlay.language}`. Add `words: […]`."
        overlay.problems.warn(overlay.line, "no-words", text)


def _check_text(source: str, overlay: Overlay, key: str, own: str) -> None:
    """Check one translation against the text it translates."""
    translation = overlay.texts[key]
    for tag in translation.words:
        if tag not in {source, overlay.language, "say"}:
            text = f"`{tag}` is not expected here. Write `{source}:`, `{overlay.language}:` and, if need be, `say:`."
            overlay.problems.add(translation.line, "unknown-key", text)
    translated = translation.words.get(source, "")
    if same(translated) != same(own):
        was = f"It translates “{translated}”" if translated else f"It does not say what it translates under `{source}:`"
        text = f"{was}; the text of `{key}` is now “{own}”. Look at the translation, then put that under `{source}:`."
        overlay.problems.warn(translation.line, "text-stale", text)
    _check_numbers(overlay, translation, key, own)


def _check_numbers(overlay: Overlay, translation: Translation, key: str, own: str) -> None:
    """Check that no telephone number was lost on the way."""
    words = translation.words.get(overlay.language, "")
    digits = "".join(character for character in words.translate(_DIGITS) if character.isdigit())
    for number in _NUMBER.findall(own):
        if words and re.sub(r"\D", "", number) not in digits:
            text = f"The number {number.strip()} is in the text of `{key}`, but not in its translation. Add it."
            overlay.problems.add(translation.line, "number-lost", text)


def _words(overlay: Overlay, key: str) -> dict[str, str]:
    """Return what an overlay has for a text."""
    return dict(overlay.texts[key].words) if key in overlay.texts else {}


def same(text: str) -> str:
    """Return a text as it is compared: how its lines were broken does not matter."""
    return " ".join(text.split())
