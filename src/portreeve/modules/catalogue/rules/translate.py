"""Makes a file of words ready for a translator: every text that has no words yet, beside the place for them."""

from __future__ import annotations

from portreeve.modules.catalogue.rules.editing import dump, load
from portreeve.modules.catalogue.types import Service


def words_to_translate(service: Service, language: str, existing: str = "") -> tuple[str, int]:
    """Return the text of `ID.LANGUAGE.yaml` with every missing text added, and how many there are.

    What is translated already stays as it is, stale or not: the check shows which are stale. A text that the service
    no longer has is taken out. Raises YAMLError where `existing` cannot be read.
    """
    begin = f"format: {service.format}\nservice: {service.id}\nlanguage: {language}\nwords: []\ntexts: {{}}\n"
    top = load(existing or begin)
    own = service.words[service.language].text
    texts = dict(top.get("texts") or {})
    missing = [key for key in own if not (texts.get(key) or {}).get(language)]
    kept = {key: texts.get(key) or {service.language: text} for key, text in own.items()}
    if kept != texts or list(kept) != list(texts):
        top["texts"] = kept
        return dump(top), len(missing)
    return existing, len(missing)
