"""Reads `council.yaml` strictly: an unknown or missing entry is an error that says where and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from portreeve.foundation.config_types.council import Council, Span
from portreeve.foundation.config_types.installation import installation

FILE = "council.yaml"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENTRIES = {"name", "short_name", "zone", "languages", "week", "bank_holidays", "closures", "phone", "website"}
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*-\s*(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")
_NATIONS = {"ENG", "WLS", "SCT", "NIR", ""}


class CouncilDataWrong(Exception):
    """A file of the council's own data cannot be used; the text says which, where and what to do."""


def read_council(path: Path) -> Council:
    """Read and check one `council.yaml`. Raises CouncilDataWrong."""
    raw = read_mapping(path)
    if unknown := sorted(set(raw) - _ENTRIES):
        raise CouncilDataWrong(
            f"{path.name}: unknown entry {unknown[0]}; known ones are {', '.join(sorted(_ENTRIES))}."
        )
    name = _text(path, raw, "name")
    nation = _text(path, raw, "bank_holidays", "")
    if nation not in _NATIONS:
        raise CouncilDataWrong(f"{path.name}: bank_holidays must be ENG, WLS, SCT or NIR, not {nation}.")
    languages = raw.get("languages") or ["en"]
    if not isinstance(languages, list):
        raise CouncilDataWrong(f"{path.name}: languages must be a list of tags, such as [en, cy].")
    return Council(
        name=name,
        short_name=_text(path, raw, "short_name", name),
        zone=_zone(path, _text(path, raw, "zone", "Europe/London")),
        languages=tuple(str(tag) for tag in languages),
        week=_week(path, raw.get("week")),
        holidays=nation,
        closures=frozenset(_day(path, day) for day in raw.get("closures") or []),
        phone=_text(path, raw, "phone", ""),
        website=_text(path, raw, "website", ""),
    )


def read_mapping(path: Path) -> Mapping[str, Any]:
    """Read a YAML 1.2 file whose outermost part is a mapping; duplicate keys are refused. Raises CouncilDataWrong."""
    raw = _read(path)
    if not isinstance(raw, dict):
        raise CouncilDataWrong(f"{path.name}: expected entries such as `name: ...`.")
    return raw


def read_list(path: Path) -> list[Any]:
    """Read a YAML 1.2 file whose outermost part is a list. Raises CouncilDataWrong."""
    raw = _read(path)
    if not isinstance(raw, list):
        raise CouncilDataWrong(f"{path.name}: expected a list, each entry after a dash.")
    return raw


def _read(path: Path) -> Any:
    try:
        return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CouncilDataWrong(f"{path} is missing: set PORTREEVE_COUNCIL to the folder that holds it.") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise CouncilDataWrong(f"{path.name} cannot be read: {error}") from error


@lru_cache(maxsize=4)
def _council_at(path: Path, _changed: int) -> Council:
    return read_council(path)


@cache
def _file(folder: Path) -> Path:
    """Return where a council's file is; kept, for every page asks several times."""
    return folder / FILE


def council() -> Council:
    """Return this installation's council, read again when its file has changed. Raises CouncilDataWrong."""
    path = _file(installation().council)
    try:
        return _council_at(path, path.stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise CouncilDataWrong(f"{path} is missing: set PORTREEVE_COUNCIL to the folder that holds it.") from error


def _text(path: Path, raw: Mapping[str, Any], entry: str, otherwise: str | None = None) -> str:
    value = raw.get(entry, otherwise)
    if not isinstance(value, str):
        raise CouncilDataWrong(f"{path.name}: {entry} must be given, as text.")
    return value


def _zone(path: Path, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CouncilDataWrong(f"{path.name}: there is no time zone {name}; use one such as Europe/London.") from error


def _week(path: Path, raw: Any) -> tuple[tuple[Span, ...], ...]:
    if not isinstance(raw, dict) or (unknown := set(raw) - set(DAYS)):
        found = "" if not isinstance(raw, dict) else f" (unknown: {', '.join(sorted(map(str, unknown)))})"
        raise CouncilDataWrong(f"{path.name}: week must give hours by day, monday to sunday{found}.")
    week = tuple(_spans(path, day, raw.get(day) or []) for day in DAYS)
    if not any(week):
        raise CouncilDataWrong(f"{path.name}: week must have at least one working day.")
    return week


def _spans(path: Path, day: str, raw: Any) -> tuple[Span, ...]:
    spans: list[Span] = []
    for text in raw if isinstance(raw, list) else [raw]:
        match = _SPAN.fullmatch(str(text).strip())
        if not match:
            raise CouncilDataWrong(f"{path.name}: {day}: write hours as 09:00-17:00, not {text}.")
        opens, closes = time(int(match[1]), int(match[2])), time(int(match[3] or 0), int(match[4] or 0))
        if closes != time(0) and closes <= opens or spans and (opens < spans[-1].closes or spans[-1].closes == time(0)):
            raise CouncilDataWrong(f"{path.name}: {day}: hours must run forwards and not overlap.")
        spans.append(Span(opens, closes))
    return tuple(spans)


def _day(path: Path, raw: Any) -> date:
    try:
        return raw if type(raw) is date else date.fromisoformat(str(raw))
    except ValueError as error:
        raise CouncilDataWrong(f"{path.name}: closures: write dates as 2026-12-29, not {raw}.") from error
