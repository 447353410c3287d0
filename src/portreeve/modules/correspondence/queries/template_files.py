"""Template files as the council writes them: `case-received.en.yaml` for each template and language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from portreeve.modules.correspondence.rules import templates
from portreeve.modules.correspondence.types import TemplateProblem

LANGUAGES: Final = "languages.yaml"
_NAME: Final = re.compile(r"([a-z][a-z0-9-]*)\.([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.yaml")
_GROUPED: Final = ("email", "letter")


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One template in one language, as read."""

    name: str
    template: str
    language: str
    parts: Mapping[str, str]
    lines: Mapping[str, int]
    """Where each part begins."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in a folder."""

    files: tuple[TemplateFile, ...]
    problems: tuple[TemplateProblem, ...]

    @property
    def blocking(self) -> tuple[TemplateProblem, ...]:
        """Return what must be mended before anything is published."""
        return tuple(problem for problem in self.problems if problem.blocks)


def check_folder(folder: Path) -> Report:
    """Read and check every template in a folder; needs no database."""
    files: list[TemplateFile] = []
    problems: list[TemplateProblem] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == LANGUAGES:
            continue
        found = _read(path)
        if isinstance(found, TemplateProblem):
            problems.append(found)
            continue
        files.append(found)
        problems += _problems_of(found)
    problems += _missing_languages(folder, {(file.template, file.language) for file in files})
    return Report(tuple(files), tuple(sorted(problems, key=lambda p: (p.file, p.line, p.code))))


def _problems_of(file: TemplateFile) -> Iterator[TemplateProblem]:
    for fault in templates.faults(file.template, file.parts):
        line = file.lines.get(fault.part, file.lines.get(fault.part.partition(".")[0], 1))
        yield TemplateProblem(file.name, line, fault.code, fault.text, fault.blocks)


def _read(path: Path) -> TemplateFile | TemplateProblem:
    """Read one file strictly: duplicate keys are refused, every value is text."""
    name = _NAME.fullmatch(path.name)
    if not name:
        return TemplateProblem(path.name, 1, "file-name", "Name the file like case-received.en.yaml.")
    try:
        raw = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, YAMLError) as error:
        return _unreadable(path.name, error)
    if not isinstance(raw, CommentedMap):
        return TemplateProblem(path.name, 1, "empty", "Write at least email:, sms: and call:.")
    parts, lines = dict[str, str](), dict[str, int]()
    for part, value, line in _leaves(raw):
        if not isinstance(value, str):
            return TemplateProblem(path.name, line, "not-words", f"{part} must be words; put them in quotes.")
        parts[part], lines[part] = str(value).strip(), line
    return TemplateFile(path.name, name[1], name[2], parts, lines)


def _unreadable(name: str, error: Exception) -> TemplateProblem:
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark
        why = str(error.problem or "it is not YAML").strip()
        return TemplateProblem(name, mark.line + 1 if mark else 1, "not-yaml", f"Cannot be read: {why}.")
    return TemplateProblem(name, 1, "not-text", f"Save the file as UTF-8 text in YAML: {type(error).__name__}.")


def _leaves(raw: CommentedMap) -> Iterator[tuple[str, Any, int]]:
    """Yield each part with its line; `email` and `letter` hold parts of their own."""
    for key, value in raw.items():
        if key in _GROUPED and isinstance(value, CommentedMap):
            for inner, text in value.items():
                yield f"{key}.{inner}", text, int(value.lc.key(inner)[0]) + 1
        else:
            yield str(key), value, int(raw.lc.key(key)[0]) + 1


def _missing_languages(folder: Path, there: set[tuple[str, str]]) -> Iterator[TemplateProblem]:
    """Yield every template that a language must have and has not; `languages.yaml` says which: `all`, or a list."""
    path = folder / LANGUAGES
    if not path.is_file():
        yield TemplateProblem(LANGUAGES, 1, "no-languages", "Say which templates each language has, such as `en: all`.")
        return
    wanted = YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}
    for language, names in wanted.items():
        needed = list(templates.TEMPLATES) if names == "all" else [*names, templates.PRIVATE, templates.DISCREET]
        for name in dict.fromkeys(needed):
            if name not in templates.TEMPLATES:
                yield TemplateProblem(LANGUAGES, 1, "unknown-template", f"There is no template {name}.")
            elif (name, language) not in there:
                file = f"{name}.{language}.yaml"
                yield TemplateProblem(file, 1, "missing-language", f"Write {file}: {language} must have it.")
