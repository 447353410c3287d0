"""Places that need not be an address: a point on a map, a street, or words. Each is a whole way by itself."""

from __future__ import annotations

from portreeve.foundation.pure.channel import Medium
from portreeve.modules.journeys.rules.answers.asked import (
    WRITTEN,
    Answered,
    AnswerType,
    Asked,
    Fields,
    Outcome,
    Partly,
    Shown,
)
from portreeve.modules.journeys.rules.answers.chosen import pick
from portreeve.modules.journeys.rules.answers.fields import is_map, read, read_all, text_of
from portreeve.modules.journeys.rules.wording import heard, word
from portreeve.modules.journeys.types import Choice, InvalidAnswer, Json, Need, NeedKind, Part, Raw

NONE = "none"
_SKIPPED = ("skip", "-")


def _candidates(asked: Asked) -> list[dict[str, Json]]:
    """Return the streets that the last search found."""
    learned = asked.learned.get(text_of(asked.sub, "found"))
    value = learned.value if learned else None
    return [one for one in value if is_map(one) and text_of(one, "usrn")] if isinstance(value, list) else []


def _offered(asked: Asked) -> tuple[Choice, ...]:
    """Return the streets that can be picked, and last that it is none of them."""
    streets = tuple(Choice(text_of(one, "usrn"), text_of(one, "name")) for one in _candidates(asked))
    return (*streets, Choice(NONE, word("none_of_these", asked.language)))


def _degrees(said: str, most: float) -> float | None:
    """Return degrees to a tenth of a metre, or None if they are not on the earth."""
    try:
        value = round(float(said), 6)
    except ValueError:
        return None
    return value if -most <= value <= most else None


class Places(AnswerType):
    """Where something is. A telephone's keys cannot say it."""

    media = WRITTEN

    def ask(self, asked: Asked) -> Fields:
        """Show map and search, the streets found, where on the street, or a box for words."""
        sub = asked.sub
        part = text_of(sub, "part")
        if part == "pick":
            return Fields(
                Part.PICK, _offered(asked), value={"query": text_of(sub, "query"), "detail": text_of(sub, "detail")}
            )
        if part == "manual":
            return Fields(Part.MANUAL, value=asked.known)
        if part == "detail":
            return Fields(Part.DETAIL, value=asked.known)
        return Fields(Part.SEARCH, value=asked.known)

    def take(self, asked: Asked, raw: Raw) -> Outcome:
        """Take a pin, a search, a pick or words."""
        action, part = raw.get("action"), text_of(asked.sub, "part")
        if action == "search":
            return Partly(None)
        if action == "manual" and not raw.get("text"):
            return Partly({"part": "manual"})
        if part == "manual" or raw.get("text"):
            return self._words(raw)
        if raw.get("lat") or raw.get("long"):
            return self._pinned(asked, raw)
        by_part = {"detail": self._detailed, "pick": self._picked}
        reader = by_part.get(part, self._searched) if not raw.get("query") else self._searched
        return reader(asked, raw)

    def _pinned(self, asked: Asked, raw: Raw) -> Outcome:
        """Take a point; its street is looked up, and a point without one is still an answer."""
        said = read_all(raw, {"lat": 40, "long": 40, "detail": 500})
        if isinstance(said, InvalidAnswer):
            return said
        lat, long = _degrees(said["lat"], 90), _degrees(said["long"], 180)
        if lat is None or long is None:
            return InvalidAnswer("not-on-the-map", part="lat")
        key = f"streets/{asked.path}/{asked.revision}/{lat},{long}"
        learned = asked.learned.get(key)
        if learned is None:
            return Need(key, NeedKind.STREETS, {"lat": lat, "long": long})
        near = learned.value[0] if isinstance(learned.value, list) and learned.value else {}
        name = text_of(near, "name")
        text = word("near", asked.language).format(street=name) if name else word("pin", asked.language)
        return Answered(_place(text, said["detail"], near) | {"lat": lat, "long": long})

    def _searched(self, asked: Asked, raw: Raw) -> Outcome:
        """Look a street up; when that cannot be done the person says it in words."""
        query = read(raw, "query" if "query" in raw else "answer", limit=200)
        detail = read(raw, "detail", limit=500)
        if isinstance(query, InvalidAnswer):
            return query
        if isinstance(detail, InvalidAnswer):
            return detail
        if len(query) < 2:
            return InvalidAnswer("missing", part="query")
        key = f"streets/{asked.path}/{asked.revision}/{query.casefold()}"
        learned = asked.learned.get(key)
        if learned is None:
            return Need(key, NeedKind.STREETS, {"query": query})
        if learned.value:
            return Partly({"part": "pick", "query": query, "found": key, "detail": detail})
        down: Outcome = Partly({"part": "manual", "query": query, "down": True})
        return down if learned.value is None else InvalidAnswer("no-street-found", {"query": query}, part="query")

    def _picked(self, asked: Asked, raw: Raw) -> Outcome:
        """Take one of the streets; where one thing is asked at a time, where on it is asked next."""
        said = read_all(raw, {"answer": 300, "detail": 500})
        if isinstance(said, InvalidAnswer):
            return said
        if not said["answer"]:
            return InvalidAnswer("missing", part="answer")
        labels = {choice.code: choice.label for choice in _offered(asked)}
        code = pick(said["answer"], tuple(labels), labels, asked.medium)
        if code == NONE or (not code and heard("none", asked.language, said["answer"])):
            return Partly({"part": "manual"})
        street = next((one for one in _candidates(asked) if text_of(one, "usrn") == code and code), None)
        if street is None:
            return InvalidAnswer("unknown-option", part="answer")
        detail = said["detail"] or text_of(asked.sub, "detail")
        place = _place(text_of(street, "name"), detail, street)
        return Partly({"part": "detail", "place": place}) if asked.medium is Medium.TEXT else Answered(place)

    def _detailed(self, asked: Asked, raw: Raw) -> Outcome:
        """Take where on the street it is; that may be left out."""
        detail = read(raw, "answer", limit=500)
        if isinstance(detail, InvalidAnswer):
            return detail
        place = asked.sub.get("place")
        known = dict(place) if isinstance(place, dict) else {}
        return Answered(known | {"detail": "" if detail.casefold() in _SKIPPED else detail})

    def _words(self, raw: Raw) -> Outcome:
        """Take a description."""
        text = read(raw, "text" if "text" in raw else "answer", limit=1000)
        if isinstance(text, InvalidAnswer):
            return text
        return Answered(_place(text, "", {})) if text else InvalidAnswer("missing", part="text")

    def show(self, shown: Shown) -> str:
        """Return the street or words, and where on it."""
        parts = (text_of(shown.value, "text"), text_of(shown.value, "detail"))
        return ", ".join(part for part in parts if part)


def _place(text: str, detail: str, street: Json) -> dict[str, Json]:
    """Return a place, with what is known of its street."""
    known = street if isinstance(street, dict) else {}
    return {
        "text": text,
        "detail": detail,
        "lat": known.get("lat"),
        "long": known.get("long"),
        "usrn": text_of(known, "usrn"),
        "uprn": text_of(known, "uprn"),
        "ward": text_of(known, "ward"),
        "street": text_of(known, "name"),
    }
