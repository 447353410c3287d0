"""The JSON Schema of a service file, made from the format's table, so that editors complete and warn as one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portreeve.modules.catalogue.rules.read.fields import CODE, LIFE, MOST_ENTRIES, MOST_TRANSLATIONS
from portreeve.modules.catalogue.rules.read.shape import NEWEST_FORMAT, OVERLAY, SERVICE, Key, Kind

Schema = dict[str, Any]

_WORDS = {"type": ["string", "number"]}
"""An editor reads 524 as a number; the format takes every scalar as text."""


def schema() -> Schema:
    """Return the schema of both kinds of file: a service, and its words in another language."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Portreeve service file, or the words of one in another language",
        "type": "object",
        "if": {"required": ["texts"]},
        "then": _map(OVERLAY),
        "else": _map(SERVICE),
    }


def _map(keys: tuple[Key, ...]) -> Schema:
    """Return the schema of a map with these keys and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in keys if key.required],
        "properties": {key.name: _value(key) | {"description": key.doc} for key in keys},
    }


def _value(key: Key) -> Schema:
    """Return the schema of one key's value."""
    return _KINDS[key.kind](key)


def _text(key: Key) -> Schema:
    """Return the schema of words for people."""
    return _WORDS | {"minLength": 1, "maxLength": key.longest}


def _code(key: Key) -> Schema:
    """Return the schema of an id or a language tag."""
    if key.name == "language":
        return {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
    return {"type": "string", "maxLength": 40, "pattern": f"^{CODE.pattern}$"}


def _one_of(key: Key) -> Schema:
    """Return the schema of one of some codes; the format's number may be written without quotes."""
    return {"enum": [NEWEST_FORMAT, str(NEWEST_FORMAT)]} if key.name == "format" else {"enum": list(key.allowed)}


def _options(_: Key) -> Schema:
    """Return the schema of options."""
    inside = {"label": _WORDS, "hint": _WORDS}
    full = {"type": "object", "additionalProperties": False, "required": ["label"], "properties": inside}
    return {
        "type": "object",
        "maxProperties": MOST_ENTRIES,
        "propertyNames": {"pattern": f"^{CODE.pattern}$"},
        "additionalProperties": {"anyOf": [_WORDS, full]},
    }


def _translations(_: Key) -> Schema:
    """Return the schema of translations."""
    one = {"type": "object", "additionalProperties": _WORDS, "minProperties": 1}
    return {"type": "object", "maxProperties": MOST_TRANSLATIONS, "additionalProperties": one}


def _ones_of(key: Key) -> Schema:
    """Return the schema of a list of codes."""
    return {"type": "array", "uniqueItems": True, "items": {"enum": list(key.allowed)}}


_KINDS: dict[Kind, Callable[[Key], Schema]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.ONE_OF: _one_of,
    Kind.YES_NO: lambda _: {"enum": ["yes", "no", "true", "false", True, False]},
    Kind.LIFE: lambda _: {"type": "string", "pattern": f"^{LIFE.pattern}$"},
    Kind.TEXTS: lambda _: {"type": "array", "maxItems": MOST_ENTRIES, "items": _WORDS},
    Kind.ONES_OF: _ones_of,
    Kind.TEXT_MAP: lambda _: {"type": "object", "maxProperties": MOST_ENTRIES, "additionalProperties": _WORDS},
    Kind.OPTIONS: _options,
    Kind.RECORD: lambda key: _map(key.inside),
    Kind.RECORDS: lambda key: {"type": "array", "maxItems": MOST_ENTRIES, "items": _map(key.inside)},
    Kind.TRANSLATIONS: _translations,
}
