"""Reads what the demo's borough is made of: its wards and the words of its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class WardPlan:
    """A ward before it is drawn."""

    code: str
    name: str
    name_cy: str
    column: int
    row: int
    character: str
    """`centre`, `terraced`, `suburb`, `estate` or `rural`."""
    streets: tuple[str, ...]
    """Names that must be there."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that names are made of."""

    stems: tuple[str, ...]
    welsh_stems: Mapping[str, str]
    welsh_kinds: Mapping[str, str]
    kinds: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]
    """`houses`, `farms`, `blocks`, `block_kinds`, `tower_kinds`, `surnames`, `trades`, `works`, `pubs`, `community`."""


@dataclass(frozen=True, slots=True)
class BoroughPlan:
    """A borough before it is drawn."""

    town: str
    middle: tuple[float, float]
    size: tuple[float, float]
    columns: int
    rows: int
    areas: tuple[str, ...]
    other_towns: tuple[str, ...]
    wards: tuple[WardPlan, ...]
    words: Words


_LISTS = ("houses", "farms", "blocks", "block_kinds", "tower_kinds", "surnames", "trades", "works", "pubs", "community")


@cache
def read(folder: Path) -> BoroughPlan:
    """Read `borough.yaml` and `words.yaml` of a folder. Raises FileNotFoundError, KeyError if something is missing."""
    yaml = YAML(typ="safe", pure=True)
    raw: dict[str, Any] = yaml.load(folder / "borough.yaml")
    words: dict[str, Any] = yaml.load(folder / "words.yaml")
    return BoroughPlan(
        town=raw["town"],
        middle=tuple(raw["middle"]),
        size=tuple(raw["size"]),
        columns=raw["columns"],
        rows=raw["rows"],
        areas=tuple(raw["postcode_area"]),
        other_towns=tuple(raw["other_towns"]),
        wards=tuple(_ward(w) for w in raw["wards"]),
        words=Words(
            stems=tuple(words["stems"]["plain"] + words["stems"]["saints"]),
            welsh_stems=dict(words["welsh_stems"]),
            welsh_kinds=dict(words["welsh_kinds"]),
            kinds={character: tuple(kinds) for character, kinds in words["kinds"].items()},
            lists={name: tuple(words[name]) for name in _LISTS},
        ),
    )


def _ward(raw: dict[str, Any]) -> WardPlan:
    return WardPlan(
        code=raw["code"],
        name=raw["name"],
        name_cy=raw["name_cy"],
        column=raw["at"][0],
        row=raw["at"][1],
        character=raw["character"],
        streets=tuple(raw["streets"]),
    )
