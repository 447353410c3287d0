"""Puts what is wrong beside the field it is about, however deep that stands, and finds the summary's target."""

from __future__ import annotations

from dataclasses import replace

from portreeve.screens.web.fields import Field, FieldKind, Trouble


def _names(field: Field) -> set[str]:
    """Return every name that a field answers to, those it holds or reveals included."""
    found = {field.name, *(part.name for part in field.parts)}
    for option in field.options:
        for inner in option.reveals:
            found |= _names(inner)
    return found


def _mark(field: Field, name: str, text: str) -> tuple[Field, str]:
    """Return a field with the words put where they belong, and the id to go to."""
    for at, option in enumerate(field.options):
        for index, inner in enumerate(option.reveals):
            if name in _names(inner):
                marked, target = _mark(inner, name, text)
                reveals = (*option.reveals[:index], marked, *option.reveals[index + 1 :])
                opened = replace(option, reveals=reveals)
                return replace(field, options=(*field.options[:at], opened, *field.options[at + 1 :])), target
    if field.kind is FieldKind.PARTS:
        wrong = name if name in {part.name for part in field.parts} else ""  # none named: all of it is wrong
        parts = tuple(replace(part, wrong=not wrong or part.name == wrong) for part in field.parts)
        return replace(field, error=text, parts=parts), wrong or field.parts[0].name
    return replace(field, error=text), field.name


def mark(fields: tuple[Field, ...], name: str, text: str) -> tuple[tuple[Field, ...], Trouble]:
    """Return the fields with one marked as wrong (the first, where none has the name), and the summary's entry."""
    index = next((i for i, field in enumerate(fields) if name in _names(field)), 0)
    marked, target = _mark(fields[index], name, text)
    return (*fields[:index], marked, *fields[index + 1 :]), Trouble(text, target)
