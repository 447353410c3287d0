"""Reads YAML so that it can be written again with its comments, order and quotes as they were."""

from __future__ import annotations

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

WIDTH = 116


class _TextOnly(VersionedResolver):
    """Takes every scalar as text, so that nothing is changed by being read as a number or a date."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of a node; of a scalar it is always that of text."""
        return super().resolve(kind, value, (False, True) if kind is ScalarNode else implicit)


def load(text: str) -> Any:
    """Return a file's top map, comments and all. Raises YAMLError."""
    return _yaml().load(text)


def dump(top: Any) -> str:
    """Return a top map as text."""
    written = StringIO()
    _yaml().dump(top, written)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())


def _yaml() -> YAML:
    """Return a reader and writer that keeps everything."""
    yaml = YAML(typ="rt")
    yaml.Resolver = _TextOnly
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
