"""Reads the files of one service: its own, and its words in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from portreeve.modules.catalogue.rules.read.build import Wording, build
from portreeve.modules.catalogue.rules.read.draft import Draft, Overlay
from portreeve.modules.catalogue.rules.read.fields import Fields, read_fields
from portreeve.modules.catalogue.rules.read.nodes import parse
from portreeve.modules.catalogue.rules.read.problems import Problems
from portreeve.modules.catalogue.rules.read.shape import OVERLAY, SERVICE
from portreeve.modules.catalogue.types import Problem, Words

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8})*")
"""The language tags of BCP 47 that a text can be written in: language, script, region, variants."""


def read_draft(id: str, files: Mapping[str, str]) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Read `ID.yaml` and every `ID.LANGUAGE.yaml` among `files` (name to text).

    Returns the draft, None where the service cannot be made, and the problems of reading. The draft's own collectors
    are empty of them, so that the checks add to them and nothing is said twice.
    """
    problems = Problems(f"{id}.yaml")
    found = problems.found
    top = parse(files[f"{id}.yaml"], problems)
    if top is None:
        return None, tuple(found)
    fields = read_fields(top, SERVICE, problems, "a service file")
    wording = Wording()
    service = build(fields, wording, problems)
    overlays = [_overlay(name, files[name]) for name in sorted(files) if name != f"{id}.yaml"]
    found = [*found, *(problem for overlay, _ in overlays for problem in overlay.problems.found)]
    if service is None:
        return None, tuple(found)
    words = dict(service.words)
    for overlay, search in overlays:
        words[overlay.language] = _words(overlay, search)
    draft = Draft(
        service=replace(service, words=words),
        fields=fields,
        problems=Problems(f"{id}.yaml"),
        lines=wording.lines,
        overlays=tuple(replace(overlay, problems=Problems(overlay.problems.file)) for overlay, _ in overlays),
    )
    return draft, tuple(found)


def group_files(names: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Sort file names by the service they belong to; the second part holds those that belong to none."""
    groups: dict[str, list[str]] = {}
    strays = []
    for name in sorted(names):
        id, dot, rest = name.partition(".")
        if dot and rest == "yaml":
            groups.setdefault(id, []).insert(0, name)
        elif rest.endswith(".yaml") and f"{id}.yaml" in names:
            groups.setdefault(id, []).append(name)
        else:
            strays.append(name)
    return groups, strays


def _overlay(name: str, text: str) -> tuple[Overlay, tuple[str, ...]]:
    """Read one file of words in another language, and its words for search."""
    problems = Problems(name)
    service, language = name.removesuffix(".yaml").split(".", 1)
    top = parse(text, problems)
    fields = read_fields(top, OVERLAY, problems, "a file of words") if top else Fields(line=1)
    if top and fields.text("language", language) != language:
        wrong = f"`language` is `{fields.text('language')}`, but the file's name says `{language}`. Make them the same."
        problems.add(fields.at("language"), "language-not-file", wrong)
    if LANGUAGE.fullmatch(language) is None:
        wrong = f"`{language}` is not a language tag. Use one such as `cy`, `ar` or `zh-Hant` in the file's name."
        problems.add(1, "bad-language", wrong)
    if top and fields.text("service", service) != service:
        wrong = f"`service` is `{fields.text('service')}`, but the file's name says `{service}`. Make them the same."
        problems.add(fields.at("service"), "service-not-file", wrong)
    return Overlay(language, problems, fields.line, fields.translations), fields.values("words")


def _words(overlay: Overlay, search: tuple[str, ...]) -> Words:
    """Return an overlay's words as a service keeps them."""
    text = {key: one.words[overlay.language] for key, one in overlay.texts.items() if overlay.language in one.words}
    spoken = {key: one.words["say"] for key, one in overlay.texts.items() if "say" in one.words}
    return Words(overlay.language, text, spoken, search)
