"""A person: who they are, how they want to be told, and whether they act for somebody else (PRN-16).

A page asks for all of it at once; a text one part at a time; a telephone only for the number to ring or text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.journeys.rules.answers.asked import (
    Answered,
    AnswerType,
    Asked,
    Fields,
    Outcome,
    Partly,
    Shown,
)
from portreeve.modules.journeys.rules.answers.chosen import pick
from portreeve.modules.journeys.rules.answers.fields import read, read_all, read_given, text_of
from portreeve.modules.journeys.rules.answers.moments import read_time
from portreeve.modules.journeys.rules.answers.reaching import (
    can_have_texts,
    likely_email,
    read_email,
    read_phone,
    show_phone,
)
from portreeve.modules.journeys.rules.wording import heard, word
from portreeve.modules.journeys.types import Choice, InvalidAnswer, Json, Part, Raw

WAYS = ("email", "text", "letter", "call")
FORMATS = ("standard", "large print", "braille", "audio", "easy read")
_DETAIL = {"email": "email", "text": "phone", "call": "phone", "letter": "post"}
"""Which detail each way needs."""
_LIMITS = {
    "name": 200,
    "email": 320,
    "phone": 60,
    "contact": 20,
    "post": 500,
    "language": 20,
    "format": 20,
    "not_before": 20,
    "not_after": 20,
    "say_nothing": 10,
    "on_behalf": 10,
    "tell": 20,
    "about_name": 200,
    "about_email": 320,
    "about_phone": 60,
}
_TRUE = ("yes", "on", "true", "1")


class Persons(AnswerType):
    """One person, with the one they speak for kept apart."""

    def ask(self, asked: Asked) -> Fields:
        """Show everything on a page, else the next part that is not known."""
        if text_of(asked.sub, "unsure"):
            return Fields(Part.CONFIRM, _confirmations(asked), value=asked.partial)
        if asked.medium is Medium.WEB:
            known = asked.known if isinstance(asked.known, dict) else dict(asked.sub) or None
            return Fields(Part.WHOLE, _ways(asked), value=known)
        part = _next_part(asked)
        choices = _ways(asked) if part is Part.WAY else _yes_no(asked) if part is Part.BEHALF else ()
        return Fields(part, choices, value=asked.known)

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Take all fields of a page, one part elsewhere, or what to do about an email that looks mistyped."""
        if text_of(asked.sub, "unsure"):
            return _confirmed(asked, raw)
        if asked.medium is Medium.WEB:
            return _whole(asked, raw)
        return _part(asked, raw, _next_part(asked))

    def show(self, shown: Shown) -> str:
        """Return name, who it is for, and how to be told, each on its line."""
        value = shown.value
        lines = [text_of(value, "name")]
        about = value.get("about") if isinstance(value, dict) else None
        if text_of(about, "name"):
            lines.append(word("on_behalf", shown.language).format(name=text_of(about, "name")))
        lines += [text_of(value, "email"), show_phone(text_of(value, "phone")), text_of(value, "post")]
        if way := text_of(value, "contact"):
            lines.append(word(f"way.{way}", shown.language))
        lines += _safety(shown)
        return "\n".join(line for line in lines if line)


def _safety(shown: Shown) -> list[str]:
    """Return format and safe times as people read them."""
    value, language = shown.value, shown.language
    lines = [
        word(key, language).format(time=text_of(value, key))
        for key in ("not_before", "not_after")
        if text_of(value, key)
    ]
    if isinstance(value, dict) and value.get("say_nothing") is True:
        lines.append(word("say_nothing", language))
    if text_of(value, "format") not in {"", "standard"}:
        lines.append(word(f"format.{text_of(value, 'format')}", language))
    return lines


def _ways(asked: Asked) -> tuple[Choice, ...]:
    """Return the ways of being told."""
    return tuple(Choice(way, word(f"way.{way}", asked.language)) for way in WAYS)


def _yes_no(asked: Asked) -> tuple[Choice, ...]:
    """Return yes and no."""
    return tuple(Choice(code, word(code, asked.language)) for code in ("yes", "no"))


def _confirmations(asked: Asked) -> tuple[Choice, ...]:
    """Return what can be done about an email that looks mistyped: nothing, first."""
    email, meant = text_of(asked.sub, "email"), text_of(asked.sub, "unsure")
    keep, change = word("keep_email", asked.language), word("change_email", asked.language)
    return (Choice("keep", keep.format(email=email)), Choice("change", change.format(email=meant)))


def _confirmed(asked: Asked, raw: Raw) -> Outcome:
    """Keep the email or take the suggestion; then go on as if nothing had been."""
    said = read_given(raw, limit=400)
    if isinstance(said, InvalidAnswer):
        return said
    choices = {choice.code: choice.label for choice in _confirmations(asked)}
    code = pick(said, tuple(choices), choices, asked.medium)
    if not code:
        return InvalidAnswer("unknown-option", part="answer")
    known = {key: value for key, value in asked.sub.items() if key != "unsure"} | {"sure": True}
    if code == "change":
        known["email"] = text_of(asked.sub, "unsure")
    return _finish(asked, known)


def _whole(asked: Asked, raw: Raw) -> Outcome:
    """Read a page's fields, each with what is wrong with it."""
    said = read_all(raw, _LIMITS)
    if isinstance(said, InvalidAnswer):
        return said
    if not any(said[key] for key in ("name", "email", "phone", "post", "about_name")):
        return InvalidAnswer("missing", part="name")
    known = _plain_fields(asked, said)
    if isinstance(known, InvalidAnswer):
        return known
    for key, reader, code in (("email", read_email, "not-an-email"), ("phone", read_phone, "not-a-phone")):
        if said[key] and not (value := reader(said[key])):
            return InvalidAnswer(code, part=key)
        known[key] = value if said[key] else ""
    problem = _about(known, said) or _reachable(known)
    return problem or _finish(asked, known)


def _plain_fields(asked: Asked, said: Mapping[str, str]) -> dict[str, Json] | InvalidAnswer:
    """Return the fields that need no more than being read."""
    known: dict[str, Json] = {key: said[key] for key in ("name", "post", "contact", "language", "format", "tell")}
    known |= {"on_behalf": said["on_behalf"].lower() in _TRUE, "say_nothing": said["say_nothing"].lower() in _TRUE}
    if not said["name"]:
        return InvalidAnswer("missing-name", part="name")
    allowed: dict[str, tuple[str, ...]] = {
        "contact": ("", *WAYS),
        "format": ("", *FORMATS),
        "tell": ("", "asker", "subject"),
    }
    for key, options in allowed.items():
        if said[key] not in options:
            return InvalidAnswer("unknown-option", part=key)
    for key in ("not_before", "not_after"):
        clock = read_time(said[key], asked.language) if said[key] else ""
        if said[key] and not clock:
            return InvalidAnswer("not-a-time", part=key)
        known[key] = clock
    return known


def _about(known: dict[str, Json], said: Mapping[str, str]) -> InvalidAnswer | None:
    """Add the one it is about, where it is somebody else."""
    about: dict[str, Json] = {"name": "", "email": "", "phone": ""}
    known["about"] = about
    if not known["on_behalf"]:
        return None
    if not said["about_name"]:
        return InvalidAnswer("missing-about-name", part="about_name")
    about["name"] = said["about_name"]
    for key, reader, code in (("email", read_email, "not-an-email"), ("phone", read_phone, "not-a-phone")):
        if said[f"about_{key}"]:
            about[key] = reader(said[f"about_{key}"])
            if not about[key]:
                return InvalidAnswer(code, part=f"about_{key}")
    return None


def _reachable(known: dict[str, Json]) -> InvalidAnswer | None:
    """Refuse a wanted way without its detail; with no way said, take the best there is a detail for."""
    about = known.get("about")
    to_subject = text_of(known, "tell") == "subject" and (text_of(about, "email") or text_of(about, "phone"))
    if not text_of(known, "contact"):
        known["contact"] = _best_way(known)
        return None if text_of(known, "contact") or to_subject else InvalidAnswer("missing-contact", part="contact")
    detail = _DETAIL[text_of(known, "contact")]
    if not text_of(known, detail):
        return InvalidAnswer(f"missing-{detail}", part=detail)
    if known["contact"] == "text" and not can_have_texts(text_of(known, "phone")):
        return InvalidAnswer("not-a-mobile", part="phone")
    return None


def _best_way(known: Mapping[str, Json]) -> str:
    """Return the way that what was given allows: nobody is left without one that has any detail."""
    if text_of(known, "email"):
        return "email"
    if phone := text_of(known, "phone"):
        return "text" if can_have_texts(phone) else "call"
    return "letter" if text_of(known, "post") else ""


def _finish(asked: Asked, known: dict[str, Json]) -> Outcome:
    """Return the answer, or first ask about an email that looks mistyped."""
    meant = likely_email(text_of(known, "email")) if not known.get("sure") else ""
    if meant:
        return Partly(known | {"unsure": meant})
    if asked.medium is not Medium.WEB and _next_part(asked, known) is not Part.WHOLE:
        return Partly(known)
    about = known.get("about")
    empty: dict[str, Json] = {"name": "", "email": "", "phone": ""}
    texts = ("name", "email", "phone", "contact", "post", "not_before", "not_after")
    told: dict[str, Json] = {key: text_of(known, key) for key in texts}
    return Answered(
        told
        | {
            "language": text_of(known, "language") or asked.language,
            "format": text_of(known, "format") or "standard",
            "tell": text_of(known, "tell") or "asker",
            "say_nothing": known.get("say_nothing") is True,
            "on_behalf": known.get("on_behalf") is True,
            "about": dict(about) if isinstance(about, dict) else empty,
        }
    )


def _next_part(asked: Asked, known: Mapping[str, Json] | None = None) -> Part:
    """Return the next part to ask where parts are asked one by one; WHOLE when nothing is missing."""
    have = asked.sub if known is None else known
    if asked.medium is Medium.VOICE:
        return Part.WHOLE if text_of(have, "phone") else Part.PHONE
    if "on_behalf" not in have:
        return Part.BEHALF
    if not text_of(have, "name"):
        return Part.NAME
    if have.get("on_behalf") is True and not text_of(have.get("about"), "name"):
        return Part.ABOUT
    way = text_of(have, "contact")
    if not way:
        return Part.WAY
    detail = _DETAIL[way]
    return Part.WHOLE if text_of(have, detail) else Part(detail)


def _part(asked: Asked, raw: Raw, part: Part) -> Outcome:
    """Take one part of a person."""
    said = read(raw, "answer", limit=_LIMITS.get(part.value, 500))
    if isinstance(said, InvalidAnswer):
        return said
    if not said:
        return InvalidAnswer("missing-name" if part in {Part.NAME, Part.ABOUT} else "missing", part="answer")
    added = _PARTS[part](asked, said)
    return added if isinstance(added, InvalidAnswer) else _finish(asked, {**asked.sub, **added})


def _behalf(asked: Asked, said: str) -> dict[str, Json] | InvalidAnswer:
    """Take whether it is for somebody else."""
    for code, value in (("yes", True), ("no", False)):
        if heard(code, asked.language, said):
            return {"on_behalf": value}
    return InvalidAnswer("unknown-option", part="answer")


def _way(asked: Asked, said: str) -> dict[str, Json] | InvalidAnswer:
    """Take how they want to be told."""
    labels = {choice.code: choice.label for choice in _ways(asked)}
    code = pick(said, WAYS, labels, asked.medium)
    return {"contact": code} if code else InvalidAnswer("unknown-option", part="answer")


def _email(_: Asked, said: str) -> dict[str, Json] | InvalidAnswer:
    """Take an email."""
    email = read_email(said)
    return {"email": email} if email else InvalidAnswer("not-an-email", part="answer")


def _phone(asked: Asked, said: str) -> dict[str, Json] | InvalidAnswer:
    """Take a telephone number; on a telephone it also decides between a text and a call."""
    phone = read_phone(said)
    if not phone:
        return InvalidAnswer("not-a-phone", part="answer")
    if asked.medium is Medium.VOICE:
        return {"phone": phone, "contact": "text" if can_have_texts(phone) else "call"}
    if text_of(asked.sub, "contact") == "text" and not can_have_texts(phone):
        return InvalidAnswer("not-a-mobile", part="answer")
    return {"phone": phone}


def _about_name(_: Asked, said: str) -> dict[str, Json]:
    """Take the name of the one it is about."""
    return {"about": {"name": said, "email": "", "phone": ""}}


_PARTS: Mapping[Part, Callable[[Asked, str], dict[str, Json] | InvalidAnswer]] = {
    Part.BEHALF: _behalf,
    Part.NAME: lambda _, said: {"name": said},
    Part.ABOUT: _about_name,
    Part.WAY: _way,
    Part.EMAIL: _email,
    Part.PHONE: _phone,
    Part.POST: lambda _, said: {"post": said},
}
