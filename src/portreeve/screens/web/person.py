"""A person as fields, all on one page: who they are, how they want to be told, and whom it is about (PRN-16)."""

from __future__ import annotations

from portreeve.foundation.design.api import Words
from portreeve.modules.journeys.types import Ask, Part
from portreeve.screens.web.fields import Field, FieldKind, Option
from portreeve.screens.web.values import Filled

FORMATS = ("standard", "large print", "braille", "audio", "easy read")
LANGUAGES = ("en", "cy", "ar")
CALL_FIELD, TEXT_FIELD = "phone_call", "phone_text"
"""The number stands under each way that needs one; reading the form makes one `phone` of them."""


def _input(filled: Filled, w: Words, name: str, word: str = "", **more: str) -> Field:
    key = word or name
    hint = w.plain(f"form.{key}_hint") if w.has(f"form.{key}_hint") or f"form.{key}_hint" in w.fallback else ""
    return Field(
        kind=FieldKind.INPUT,
        name=name,
        label=w.plain(f"form.{key}"),
        hint=hint,
        value=filled.one(name),
        spellcheck=False,
        autocomplete=more.get("autocomplete", ""),
        type=more.get("type", "text"),
        inputmode=more.get("inputmode", ""),
        classes=more.get("classes", ""),
        language=more.get("language", ""),
    )


def _phone(filled: Filled, w: Words, name: str) -> Field:
    known = filled.one(name) if filled.typed is not None else filled.one("phone")
    made = _input(
        filled, w, name, "phone", autocomplete="tel", type="tel", classes="govuk-input--width-20", language="ltr"
    )
    return Field(
        kind=made.kind,
        name=name,
        label=made.label,
        hint=w.plain("form.mobile_hint" if name == TEXT_FIELD else "form.phone_hint"),
        value=known,
        autocomplete=made.autocomplete,
        type=made.type,
        classes=made.classes,
        spellcheck=False,
        language="ltr",
    )


def _contact(filled: Filled, w: Words) -> Field:
    """Return how the person wants to be told, each way with the detail it needs."""
    post = Field(
        kind=FieldKind.TEXTAREA,
        name="post",
        label=w.plain("form.post"),
        value=filled.one("post"),
        rows=4,
        autocomplete="street-address",
    )
    email = _input(filled, w, "email", autocomplete="email", type="email", language="ltr")
    reveals = {
        "email": (email,),
        "text": (_phone(filled, w, TEXT_FIELD),),
        "call": (_phone(filled, w, CALL_FIELD), *_hours(filled, w)),
        "letter": (post,),
    }
    chosen = filled.one("contact")
    return Field(
        kind=FieldKind.RADIOS,
        name="contact",
        label=w.plain("form.contact"),
        hint=w.plain("form.contact_hint"),
        options=tuple(
            Option(way, w.plain(f"form.way.{way}"), chosen=way == chosen, reveals=fields)
            for way, fields in reveals.items()
        ),
    )


def _hours(filled: Filled, w: Words) -> tuple[Field, ...]:
    """Return when it is safe to ring, and whether to leave word."""
    quiet = Option("yes", w.plain("form.say_nothing"), chosen=filled.one("say_nothing") == "yes")
    return (
        _input(filled, w, "not_before", classes="govuk-input--width-5"),
        _input(filled, w, "not_after", classes="govuk-input--width-5"),
        Field(kind=FieldKind.CHECKBOXES, name="say_nothing", label=w.plain("form.when_ringing"), options=(quiet,)),
    )


def _about(filled: Filled, w: Words) -> tuple[Field, ...]:
    about = filled.known.get("about")
    known = about if isinstance(about, dict) else {}
    inner = Filled({f"about_{name}": value for name, value in known.items()}, filled.typed)
    tell = filled.one("tell") or "asker"
    return (
        _input(inner, w, "about_name"),
        _input(inner, w, "about_phone", type="tel", classes="govuk-input--width-20", language="ltr"),
        _input(inner, w, "about_email", type="email", language="ltr"),
        Field(
            kind=FieldKind.RADIOS,
            name="tell",
            label=w.plain("form.tell"),
            options=tuple(Option(who, w.plain(f"form.tell_{who}"), chosen=tell == who) for who in ("asker", "subject")),
        ),
    )


def _behalf(filled: Filled, w: Words) -> Field:
    option = Option(
        "yes", w.plain("form.on_behalf"), chosen=filled.one("on_behalf") == "yes", reveals=_about(filled, w)
    )
    return Field(kind=FieldKind.CHECKBOXES, name="on_behalf", label=w.plain("form.for_whom"), options=(option,))


def _select(filled: Filled, w: Words, name: str, codes: tuple[str, ...], default: str) -> Field:
    chosen = filled.one(name) or default
    return Field(
        kind=FieldKind.SELECT,
        name=name,
        label=w.plain(f"form.{name}"),
        value=chosen,
        options=tuple(Option(code, w.plain(f"form.{name}s.{code}"), chosen=code == chosen) for code in codes),
    )


def person_fields(ask: Ask, filled: Filled, w: Words) -> tuple[Field, ...]:
    """Return the fields of a person; the name first, what few people need last."""
    if ask.part is Part.CONFIRM:
        return ()
    return (
        _input(filled, w, "name", autocomplete="name"),
        _contact(filled, w),
        _behalf(filled, w),
        _select(filled, w, "language", LANGUAGES, w.language),
        _select(filled, w, "format", FORMATS, "standard"),
    )
