"""Addresses and places as fields: search, pick from what was found, or write it."""

from __future__ import annotations

from portreeve.foundation.design.api import Words
from portreeve.modules.journeys.types import Ask, Part
from portreeve.screens.web.fields import Field, FieldKind, Option
from portreeve.screens.web.values import Filled

FEW_FOUND = 8
"""Up to this many are shown as radios; more as a list to scroll."""


def address_fields(ask: Ask, filled: Filled, w: Words, label: str) -> tuple[Field, ...]:
    """Return the fields of an address: a search, a pick, or its lines."""
    if ask.part is Part.PICK:
        return (_pick(ask, filled, w, label),)
    if ask.part is Part.MANUAL:
        return _lines(filled, w)
    return (
        Field(
            kind=FieldKind.INPUT,
            name="query",
            label=label,
            hint=ask.hint or w.plain("form.address_hint"),
            value=filled.one("query"),
            heading=True,
            autocomplete="postal-code",
            classes="govuk-input--width-20",
            spellcheck=False,
        ),
    )


def _lines(filled: Filled, w: Words) -> tuple[Field, ...]:
    shapes = (
        ("line1", "address-line1", ""),
        ("line2", "address-line2", ""),
        ("town", "address-level2", "govuk-input--width-20"),
        ("postcode", "postal-code", "govuk-input--width-10"),
    )
    return tuple(
        Field(
            kind=FieldKind.INPUT,
            name=name,
            label=w.plain(f"form.{name}"),
            value=filled.one(name),
            autocomplete=token,
            classes=classes,
            spellcheck=False,
        )
        for name, token, classes in shapes
    )


def _pick(ask: Ask, filled: Filled, w: Words, label: str) -> Field:
    found = tuple(c for c in ask.choices if c.code != "none")
    chosen = filled.one("answer") or filled.one("uprn") or filled.one("usrn")
    options = tuple(Option(c.code, c.label, c.hint, chosen=c.code == chosen) for c in found)
    none = Option("none", w.plain("form.not_here"), chosen=chosen == "none", after_or=True)
    radios = len(found) <= FEW_FOUND
    return Field(
        kind=FieldKind.RADIOS if radios else FieldKind.SELECT,
        name="answer",
        label=label,
        hint=w.count("form.found", len(found)),
        value=chosen,
        heading=True,
        options=(*options, none),
    )


def _written(name: str, words: str, filled: Filled, w: Words, *, rows: int) -> Field:
    """Return a field for where it is, in somebody's own words."""
    return Field(
        kind=FieldKind.TEXTAREA,
        name=name,
        label=w.plain(f"form.{words}"),
        hint=w.plain(f"form.{words}_hint"),
        value=filled.one(name),
        rows=rows,
        limit=500,
    )


def place_fields(ask: Ask, filled: Filled, w: Words, label: str) -> tuple[Field, ...]:
    """Return the fields of a place: a street to search beside the map, a street to pick, or a description."""
    if ask.part is Part.PICK:
        return _pick(ask, filled, w, label), _written("detail", "detail", filled, w, rows=3)
    if ask.part is Part.MANUAL:
        return (_written("text", "describe", filled, w, rows=4),)
    street = Field(
        kind=FieldKind.INPUT,
        name="query",
        label=w.plain("form.street"),
        hint=w.plain("form.street_hint"),
        value=filled.one("query"),
        autocomplete="off",
        spellcheck=False,
        classes="govuk-!-width-two-thirds",
    )
    return street, _written("detail", "detail", filled, w, rows=3)
