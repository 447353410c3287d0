"""Services as files in a folder: reading needs no database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from portreeve.modules.catalogue.rules.check.everything import Council, check_files
from portreeve.modules.catalogue.rules.read.nodes import LONGEST_FILE
from portreeve.modules.catalogue.rules.read.service import group_files, read_draft
from portreeve.modules.catalogue.rules.refusals import FolderMissing
from portreeve.modules.catalogue.types import CheckReport, FactDeclaration, Problem, Reading


def texts_in(folder: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the text of every YAML file in a folder by its name, and what is wrong with those that are not text.

    Raises FolderMissing.
    """
    if not folder.is_dir():
        raise FolderMissing(folder=str(folder))
    texts: dict[str, str] = {}
    problems = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() or path.name.startswith(".") or path.suffix not in {".yaml", ".yml"}:
            continue
        with path.open("rb") as file:
            raw = file.read(LONGEST_FILE * 4 + 1)  # a character of UTF-8 has four bytes at most
        try:
            texts[path.name] = raw.decode("utf-8-sig", errors="strict")
        except UnicodeDecodeError as error:
            if len(raw) > LONGEST_FILE * 4:
                texts[path.name] = raw.decode("utf-8-sig", errors="replace")
                continue
            line = raw[: error.start].count(b"\n") + 1
            text = "This file is not UTF-8 text from here on. Save it as UTF-8."
            problems.append(Problem(path.name, line, "not-utf-8", text))
    return texts, tuple(problems)


def read_service(files: Mapping[str, str] | Path, service: str = "") -> Reading:
    """Read one service from its files' texts by name, or from a folder, without judging it.

    `service` says which, where there are several. Raises FolderMissing where it has no file.
    """
    texts, unreadable = texts_in(files) if isinstance(files, Path) else (dict(files), ())
    groups, _ = group_files(texts)
    id = service or next(iter(groups), "")
    if id not in groups:
        raise FolderMissing(service=service)
    draft, problems = read_draft(id, {name: texts[name] for name in groups[id]})
    return Reading(id, draft.service if draft else None, (*unreadable, *problems))


def check_folder(
    folder: Path,
    facts: tuple[FactDeclaration, ...] = (),
    *,
    languages: tuple[str, ...] = ("en",),
    required: tuple[str, ...] = (),
) -> CheckReport:
    """Check every service in a folder against the facts that the installation declares. Raises FolderMissing.

    `languages` are the council's; texts missing in one of `required` stop publishing, in the others they are a warning.
    """
    texts, unreadable = texts_in(folder)
    report = check_files(texts, Council(facts, languages, required))
    return CheckReport(report.readings, (*unreadable, *report.problems))
