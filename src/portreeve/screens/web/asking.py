"""Turns a question into fields, one function for each type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from portreeve.foundation.design.api import Words
from portreeve.modules.catalogue.types import QuestionType
from portreeve.modules.journeys.types import Ask, Json, Part
from portreeve.screens.web import places
from portreeve.screens.web.fields import Field, FieldKind, Option
from portreeve.screens.web.person import person_fields
from portreeve.screens.web.values import Filled, Typed

LONG_TEXT_LIMIT = 4000
FEW_OPTIONS = 10
"""Above this, one option of many is chosen from a list; radios would fill the screen."""


class Asking(NamedTuple):
    """What a question is turned into fields with."""

    ask: Ask
    filled: Filled
    w: Words

    def field(self, kind: FieldKind = FieldKind.INPUT, *, name: str = "answer", **more: object) -> Field:
        """Return the question's only field: its label is the question, and the page's heading."""
        made = Field(
            kind=kind, name=name, label=self.label, hint=self.ask.hint, value=self.filled.one(name), heading=True
        )
        return replace(made, **more)  # type: ignore[arg-type]

    @property
    def label(self) -> str:
        """Return the question with "(optional)" after it where it is."""
        return self.w.plain("form.optional", question=self.ask.text) if self.ask.optional else self.ask.text


def _text(a: Asking) -> tuple[Field, ...]:
    return (a.field(),)


def _long_text(a: Asking) -> tuple[Field, ...]:
    return (a.field(FieldKind.TEXTAREA, limit=LONG_TEXT_LIMIT),)


def _number(a: Asking) -> tuple[Field, ...]:
    return (a.field(inputmode="numeric", classes="govuk-input--width-5", spellcheck=False),)


def _money(a: Asking) -> tuple[Field, ...]:
    pence = a.filled.known.get("answer")
    value = a.filled.one("answer")
    if a.filled.typed is None and isinstance(pence, int):
        value = f"{pence // 100}.{pence % 100:02d}" if pence % 100 else str(pence // 100)
    return (
        a.field(
            value=value,
            prefix="£",
            inputmode="decimal",
            classes="govuk-input--width-5",
            spellcheck=False,
            language="ltr",
        ),
    )


def _time(a: Asking) -> tuple[Field, ...]:
    hint = a.ask.hint or a.w.plain("form.time_hint")
    return (a.field(classes="govuk-input--width-5", hint=hint, spellcheck=False),)


def _reference(a: Asking) -> tuple[Field, ...]:
    return (a.field(classes="govuk-input--width-20", spellcheck=False, language="ltr"),)


def _vehicle(a: Asking) -> tuple[Field, ...]:
    hint = a.ask.hint or a.w.plain("form.vehicle_hint")
    return (a.field(classes="govuk-input--width-10 pr-plate", hint=hint, spellcheck=False, language="ltr"),)


def _yes_no(a: Asking) -> tuple[Field, ...]:
    known = a.filled.known.get("answer")
    chosen = a.filled.one("answer")
    if a.filled.typed is None:
        chosen = {True: "yes", False: "no"}.get(known, "") if isinstance(known, bool) else ""
    options = tuple(Option(code, a.w.plain(f"form.{code}"), chosen=chosen == code) for code in ("yes", "no"))
    return (a.field(FieldKind.RADIOS, options=options, classes="govuk-radios--inline"),)


def choices(a: Asking, chosen: tuple[str, ...]) -> tuple[Option, ...]:
    """Return the step's choices as options."""
    return tuple(Option(c.code, c.label, c.hint, chosen=c.code in chosen) for c in a.ask.choices)


def _choice(a: Asking) -> tuple[Field, ...]:
    kind = FieldKind.RADIOS if len(a.ask.choices) <= FEW_OPTIONS else FieldKind.SELECT
    return (a.field(kind, options=choices(a, (a.filled.one("answer"),))),)


def _several(a: Asking) -> tuple[Field, ...]:
    hint = a.ask.hint or a.w.plain("form.several_hint")
    return (a.field(FieldKind.CHECKBOXES, hint=hint, options=choices(a, a.filled.many("answer"))),)


def _date(a: Asking) -> tuple[Field, ...]:
    known = a.filled.known.get("answer")
    year, month, day = known.split("-") if isinstance(known, str) and known.count("-") == 2 else ("", "", "")
    texts = {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}
    if a.filled.typed is not None:
        texts = {name: a.filled.one(name) for name in texts}
    parts = tuple(
        Field(
            kind=FieldKind.INPUT,
            name=name,
            label=a.w.plain(f"form.{name}"),
            value=text,
            inputmode="numeric",
            classes=f"govuk-input--width-{4 if name == 'year' else 2}",
        )
        for name, text in texts.items()
    )
    hint = a.ask.hint or a.w.plain("form.date_hint")
    return (a.field(FieldKind.PARTS, name="day", hint=hint, parts=parts, value=""),)


def _declaration(a: Asking) -> tuple[Field, ...]:
    known = a.filled.known.get("answer")
    agreed = a.filled.one("answer") == "yes" or (isinstance(known, dict) and known.get("agreed") is True)
    option = Option("yes", a.w.plain("form.agree"), chosen=agreed)
    return (a.field(FieldKind.CHECKBOXES, options=(option,)),)


def _upload(a: Asking) -> tuple[Field, ...]:
    photo = a.ask.question.type is QuestionType.PHOTO
    hint = a.ask.hint or a.w.plain("form.photo_hint" if photo else "form.file_hint")
    kinds = "image/jpeg,image/png,image/webp" + ("" if photo else ",application/pdf")
    return (a.field(FieldKind.FILE, name="file", hint=hint, value="", accept=kinds),)


def _more(a: Asking) -> tuple[Field, ...]:
    chosen = a.filled.one("answer") if a.filled.typed is not None else ""
    options = tuple(Option(c.code, c.label, chosen=c.code == chosen) for c in a.ask.choices if c.code in {"yes", "no"})
    return (a.field(FieldKind.RADIOS, options=options),)


def _address(a: Asking) -> tuple[Field, ...]:
    return places.address_fields(a.ask, a.filled, a.w, a.label)


def _place(a: Asking) -> tuple[Field, ...]:
    return places.place_fields(a.ask, a.filled, a.w, a.label)


def _person(a: Asking) -> tuple[Field, ...]:
    return person_fields(a.ask, a.filled, a.w)


_BY_TYPE: dict[QuestionType, Callable[[Asking], tuple[Field, ...]]] = {
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _long_text,
    QuestionType.YES_NO: _yes_no,
    QuestionType.CHOICE: _choice,
    QuestionType.SEVERAL: _several,
    QuestionType.NUMBER: _number,
    QuestionType.MONEY: _money,
    QuestionType.DATE: _date,
    QuestionType.TIME: _time,
    QuestionType.REFERENCE: _reference,
    QuestionType.ADDRESS: _address,
    QuestionType.PLACE: _place,
    QuestionType.PERSON: _person,
    QuestionType.VEHICLE: _vehicle,
    QuestionType.PHOTO: _upload,
    QuestionType.FILE: _upload,
    QuestionType.DECLARATION: _declaration,
    QuestionType.GROUP: _more,
}


def known_of(ask: Ask) -> dict[str, Json]:
    """Return what is known, by field: a map's own entries, or everything under `answer`."""
    if isinstance(ask.value, dict):
        return {**ask.value, "answer": ask.value}
    return {"answer": ask.value}


def fields_of(ask: Ask, typed: Typed | None, w: Words) -> tuple[Field, ...]:
    """Return the fields of one step, filled with what was typed or is known."""
    asking = Asking(ask, Filled(known_of(ask), typed), w)
    if ask.part is Part.CONFIRM:
        return _choice(asking)
    return _BY_TYPE[ask.question.type](asking)
