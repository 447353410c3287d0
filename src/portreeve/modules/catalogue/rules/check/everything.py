"""Reads and checks a service from its files' texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portreeve.modules.catalogue.rules.check.conditions import check_conditions
from portreeve.modules.catalogue.rules.check.english import check_english
from portreeve.modules.catalogue.rules.check.languages import check_languages
from portreeve.modules.catalogue.rules.check.policy import check_policy
from portreeve.modules.catalogue.rules.check.structure import check_structure
from portreeve.modules.catalogue.rules.read.service import group_files, read_draft
from portreeve.modules.catalogue.types import CheckReport, FactDeclaration, Problem, Reading


@dataclass(frozen=True, slots=True)
class Council:
    """What a check has to know of the installation."""

    facts: tuple[FactDeclaration, ...] = ()
    languages: tuple[str, ...] = ("en",)
    required: tuple[str, ...] = ()
    """Languages without which nothing is published; a missing one of the others is a warning."""


def check_service(id: str, files: Mapping[str, str], council: Council) -> Reading:
    """Read and check one service; `files` holds its own file and its words in other languages."""
    draft, problems = read_draft(id, files)
    if draft is None:
        return Reading(id, None, problems)
    check_structure(draft)
    check_conditions(draft, council.facts)
    check_policy(draft)
    check_languages(draft, council.languages, council.required)
    check_english(draft)
    found = [*problems, *draft.problems.found, *(one for overlay in draft.overlays for one in overlay.problems.found)]
    return Reading(id, draft.service, tuple(sorted(set(found), key=lambda one: (one.file, one.line, one.code))))


def check_files(files: Mapping[str, str], council: Council) -> CheckReport:
    """Read and check every service among the files of a folder."""
    groups, strays = group_files(files)
    readings = tuple(check_service(id, {name: files[name] for name in names}, council) for id, names in groups.items())
    problems = [_stray(name) for name in strays]
    if not groups:
        text = "There is no service here. Add a file such as missed-bin.yaml."
        problems.append(Problem("", 1, "no-services", text))
    return CheckReport(readings, tuple(problems))


def _stray(name: str) -> Problem:
    """Return what is wrong with a file that belongs to no service."""
    if name.endswith(".yml"):
        return Problem(name, 1, "stray-file", f"This file is not read. Call it {name[:-4]}.yaml.")
    service = name.partition(".")[0]
    text = f"This file has words for a service that is not here. Add {service}.yaml, or remove this file."
    return Problem(name, 1, "stray-file", text)
