"""Addresses: searched for, then picked; written by hand where there is no list, or nothing fits."""

from __future__ import annotations

import re

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.journeys.rules.answers.asked import (
    MOST_KEYS,
    Answered,
    AnswerType,
    Asked,
    Fields,
    Outcome,
    Partly,
    Shown,
)
from portreeve.modules.journeys.rules.answers.chosen import pick
from portreeve.modules.journeys.rules.answers.fields import is_map, read, read_all, read_given, text_of
from portreeve.modules.journeys.rules.wording import heard, word
from portreeve.modules.journeys.types import Choice, InvalidAnswer, Json, Need, NeedKind, Part, Raw

_POSTCODE = re.compile(r"(GIR0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2})")
_KEYED_POSTCODE = re.compile(r"[0-9]{5,7}")
NONE = "none"


def tidy_postcode(said: str) -> str:
    """Return a postcode in its usual form, or empty if it is none; stray dots, hyphens and brackets are ignored."""
    plain = re.sub(r"[\s.\-()\[\],]", "", said).upper()
    return f"{plain[:-3]} {plain[-3:]}" if _POSTCODE.fullmatch(plain) else ""


def candidates(asked: Asked) -> list[dict[str, Json]]:
    """Return the addresses that the last search found."""
    learned = asked.learned.get(text_of(asked.sub, "found"))
    value = learned.value if learned else None
    return [one for one in value if is_map(one) and text_of(one, "uprn")] if isinstance(value, list) else []


def offered(asked: Asked, medium: Medium) -> tuple[Choice, ...]:
    """Return what can be picked, and last that none of it fits; a telephone offers as many as it has keys."""
    found = candidates(asked)
    shown = found[: MOST_KEYS - 1] if medium is Medium.VOICE else found
    choices = tuple(Choice(text_of(one, "uprn"), line_in(one, asked.language)) for one in shown)
    return (*choices, Choice(NONE, word("none_of_these", asked.language)))


class Addresses(AnswerType):
    """An address of the gazetteer, or one written by hand. A telephone keys the postcode's letters as on its pad."""

    def ask(self, asked: Asked) -> Fields:
        """Show the search, what it found, or the lines to fill in."""
        part = text_of(asked.sub, "part")
        if part == "pick":
            return Fields(Part.PICK, offered(asked, asked.medium), value=text_of(asked.sub, "query"))
        if part == "manual":
            return Fields(Part.MANUAL, value=asked.known)
        return Fields(Part.SEARCH, value=asked.known or text_of(asked.sub, "query") or None)

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Search, pick or read the lines, by the part that is open and by what the person chose to do."""
        action = raw.get("action")
        if action == "search":
            return Partly(None)
        if action == "manual":
            return self._by_hand(asked, raw)
        part = text_of(asked.sub, "part")
        if part == "pick" and not raw.get("query"):
            return self._picked(asked, raw)
        return self._lines(asked, raw) if part == "manual" else self._searched(asked, raw)

    def _by_hand(self, asked: Asked, raw: Raw) -> Outcome:
        """Go over to writing it, keeping what was searched for; with lines already there, read them."""
        if asked.medium is Medium.VOICE:
            return InvalidAnswer("unknown-option", part="answer")
        return self._lines(asked, raw) if raw.get("line1") else Partly({"part": "manual"})

    def _searched(self, asked: Asked, raw: Raw) -> Outcome:
        """Look up a postcode or words; an address service that does not answer leaves writing by hand."""
        said = read(raw, "query" if "query" in raw else "answer", limit=200)
        if isinstance(said, InvalidAnswer) or len(said) < 2:
            return said if isinstance(said, InvalidAnswer) else InvalidAnswer("missing", part="query")
        query = said.rstrip("#") if asked.medium is Medium.VOICE else tidy_postcode(said) or said
        if asked.medium is Medium.VOICE and not _KEYED_POSTCODE.fullmatch(query):
            return InvalidAnswer("not-a-postcode", part="query")
        key = f"addresses/{asked.path}/{asked.revision}/{query.casefold()}"
        learned = asked.learned.get(key)
        if learned is None:
            return Need(key, NeedKind.ADDRESSES, {"query": query, "keyed": asked.medium is Medium.VOICE})
        if learned.value:
            return Partly({"part": "pick", "query": query, "found": key})
        down: Outcome = Partly({"part": "manual", "query": query, "down": True})
        return down if learned.value is None else InvalidAnswer("no-address-found", {"query": query}, part="query")

    def _picked(self, asked: Asked, raw: Raw) -> Outcome:
        """Take one of those found; none of them leads to writing it by hand."""
        said = read_given(raw, limit=300)
        if isinstance(said, InvalidAnswer):
            return said
        choices = offered(asked, asked.medium)
        labels = {choice.code: choice.label for choice in choices}
        code = pick(said, tuple(labels), labels, asked.medium)
        if code == NONE or (not code and heard("none", asked.language, said)):
            return Partly({"part": "manual"})
        found = next((one for one in candidates(asked) if text_of(one, "uprn") == code and code), None)
        if found is None:
            return InvalidAnswer("unknown-option", part="answer")
        known: dict[str, Json] = {key: text_of(found, key) for key in ("uprn", "line", "postcode", "ward", "street")}
        if text_of(found, "line_cy"):
            known["line_cy"] = text_of(found, "line_cy")
        return Answered(known | {"lat": found.get("lat"), "long": found.get("long"), "manual": False})

    def _lines(self, asked: Asked, raw: Raw) -> Outcome:
        """Read an address written by hand: in boxes on a page, in one text elsewhere."""
        if asked.medium is Medium.TEXT or "line1" not in raw:
            return self._one_text(raw)
        said = read_all(raw, {"line1": 200, "line2": 200, "town": 100, "county": 100, "postcode": 20})
        if isinstance(said, InvalidAnswer):
            return said
        if not said["line1"]:
            return InvalidAnswer("missing-line1", part="line1")
        if not said["town"]:
            return InvalidAnswer("missing-town", part="town")
        postcode = tidy_postcode(said["postcode"])
        if said["postcode"] and not postcode:
            return InvalidAnswer("not-a-postcode", part="postcode")
        lines = [said[key] for key in ("line1", "line2", "town", "county") if said[key]]
        return Answered(by_hand(", ".join([*lines, postcode] if postcode else lines), postcode))

    def _one_text(self, raw: Raw) -> Outcome:
        """Read an address in one text; its postcode is found if it is there."""
        said = read(raw, "answer", limit=500, lines=True)
        if isinstance(said, InvalidAnswer):
            return said
        lines = [line.strip(" ,") for line in said.replace("\n", ",").split(",") if line.strip(" ,")]
        if not lines:
            return InvalidAnswer("missing-line1", part="line1")
        words = said.replace(",", " ").split()
        postcode = next((p for n in (2, 1) if words and (p := tidy_postcode(" ".join(words[-n:])))), "")
        return Answered(by_hand(", ".join(lines), postcode))

    def show(self, shown: Shown) -> str:
        """Return its line."""
        return line_in(shown.value, shown.language)


def line_in(address: Json, language: str) -> str:
    """Return an address as one line; in Welsh where its street has a Welsh name, as the gazetteer has it."""
    welsh = text_of(address, "line_cy") if language == "cy" else ""
    return welsh or text_of(address, "line")


def by_hand(line: str, postcode: str) -> dict[str, Json]:
    """Return an address that no gazetteer knows."""
    return {
        "uprn": "",
        "line": line,
        "postcode": postcode,
        "ward": "",
        "street": "",
        "lat": None,
        "long": None,
        "manual": True,
    }
