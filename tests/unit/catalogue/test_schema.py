"""The published JSON Schema agrees with the reader, and the committed copy with the code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from portreeve.modules.catalogue.rules.schema import schema

ROOT = Path(__file__).parents[3]
BROKEN = Path(__file__).parent / "broken"
VALIDATOR = jsonschema.Draft202012Validator(schema())
SEEN_BY_AN_EDITOR = {
    "not-a-map",
    "not-a-list",
    "not-text",
    "unknown-key",
    "missing-key",
    "too-long",
    "too-many",
    "not-allowed-value",
    "repeated-value",
    "not-yes-or-no",
    "bad-length-of-time",
}
"""Kinds of problem that the schema alone shows, while one types."""


def read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def test_it_is_a_sound_schema_and_the_committed_copy_is_current() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    committed = (ROOT / "docs" / "reference" / "service.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == schema()


@pytest.mark.parametrize("path", sorted((ROOT / "demo" / "services").glob("*.yaml")), ids=lambda path: path.name)
def test_every_demo_file_fits(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read(path))] == []


@pytest.mark.parametrize("code", sorted(SEEN_BY_AN_EDITOR))
def test_an_editor_shows_what_the_reader_refuses(code: str) -> None:
    assert list(VALIDATOR.iter_errors(read(BROKEN / f"{code}.yaml"))) != []
