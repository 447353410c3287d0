"""Makes a service's value from what its file says."""

from __future__ import annotations

from portreeve.modules.catalogue.rules.read.fields import Fields
from portreeve.modules.catalogue.rules.read.limits import normal_limit
from portreeve.modules.catalogue.rules.read.problems import Problems
from portreeve.modules.catalogue.types import (
    Before,
    Duplicates,
    Otherwise,
    Outcome,
    Personal,
    Promise,
    Question,
    QuestionType,
    Route,
    Service,
    Stop,
    StopKind,
    Tier,
    Verb,
    Words,
)


class Wording:
    """Gathers the texts of a file by their keys, with their lines."""

    def __init__(self) -> None:
        self.text: dict[str, str] = {}
        self.spoken: dict[str, str] = {}
        self.lines: dict[str, int] = {}

    def put(self, key: str, fields: Fields, name: str) -> None:
        """Keep the text of a field under a key, if it is there."""
        self.keep(key, fields.text(name), fields.at(name))

    def keep(self, key: str, text: str, line: int) -> None:
        """Keep a text under a key, if there is any."""
        if text:
            self.text[key] = text
            self.lines[key] = line

    def say(self, key: str, fields: Fields) -> None:
        """Keep how a text is said, if that differs."""
        if fields.text("say"):
            self.spoken[key] = fields.text("say")
            self.lines.setdefault(f"say.{key}", fields.at("say"))


def build(fields: Fields, wording: Wording, problems: Problems) -> Service | None:
    """Return the service, gathering its words in `wording`; None where what is required is missing."""
    if any(not fields.text(name) for name in ("service", "name", "verb", "outcome", "team", "tier")):
        return None
    _own_words(fields, wording)
    questions = tuple(_question(one, "question", wording, problems) for one in fields.records.get("questions", ()))
    stops = tuple(_stop(one, place, wording, problems) for place, one in enumerate(fields.records.get("stops", ()), 1))
    before, promise, evidence = (fields.record(name) for name in ("before", "promise", "evidence"))
    language = fields.text("language", "en")
    return Service(
        id=fields.text("service"),
        format=int(fields.text("format", "1")),
        version="",
        verb=Verb(fields.text("verb")),
        outcome=Outcome(fields.text("outcome")),
        team=fields.text("team"),
        tier=Tier(fields.text("tier")),
        promise=Promise(promise.text("answer"), promise.text("done")) if promise else Promise(),
        before=Before(before.text("takes"), before.text("cost"), before.values("need")) if before else Before(),
        otherwise=tuple(Otherwise(way) for way in fields.values("otherwise")),
        words={language: Words(language, wording.text, wording.spoken, fields.values("words"))},
        language=language,
        questions=questions,
        stops=tuple(stop for stop in stops if stop is not None),
        routes=tuple(_route(one) for one in fields.records.get("routes", ()) if one.text("when")),
        duplicates=Duplicates(fields.text("duplicates", Duplicates.NEVER)),
        same_answers=fields.values("same_answers"),
        private=fields.flags.get("private", False),
        exit_page=fields.flags.get("exit_page", False),
        anonymous=fields.flags.get("anonymous", False),
        home=fields.flags.get("home", False),
        holders=tuple(fields.maps.get("holders", {})),
        draft_life=fields.text("draft_life", "28 days"),
        urgent=fields.text("urgent"),
        lgsl=fields.text("lgsl"),
        evidence=dict(evidence.texts) if evidence else {},
    )


def _own_words(fields: Fields, wording: Wording) -> None:
    """Gather the words that belong to the service as a whole."""
    for name in ("name", "summary", "next", "privacy"):
        wording.put(name, fields, name)
    before = fields.record("before")
    if before is not None:
        wording.put("before.takes", before, "takes")
        wording.put("before.cost", before, "cost")
        for place, (need, line) in enumerate(before.lists.get("need", ())):
            wording.keep(f"before.need.{place}", need, line)
    for holder, (label, line) in fields.maps.get("holders", {}).items():
        wording.keep(f"holder.{holder}", label, line)
    for key, (text, line) in fields.maps.get("say", {}).items():
        wording.spoken[key] = text
        wording.lines[f"say.{key}"] = line


def _question(fields: Fields, above: str, wording: Wording, problems: Problems) -> Question:
    """Return one question, and keep its words under the key of what is above it."""
    id = fields.text("id", f"line_{fields.line}")
    key = f"{above}.{id}"
    wording.put(key, fields, "ask")
    wording.put(f"{key}.hint", fields, "hint")
    wording.say(key, fields)
    options = fields.options.get("options", ())
    for option in options:
        wording.keep(f"{key}.option.{option.id}", option.label, option.line)
        wording.keep(f"{key}.option.{option.id}.hint", option.hint, option.line)
    type = QuestionType(fields.text("type", QuestionType.TEXT))
    return Question(
        id=id,
        type=type,
        optional=fields.flags.get("optional", False),
        personal=Personal(fields.text("personal", Personal.NO)),
        keep=fields.text("keep"),
        when=fields.text("when"),
        options=tuple(option.id for option in options),
        at_least=normal_limit(type, "at_least", fields, problems),
        at_most=normal_limit(type, "at_most", fields, problems),
        pattern=fields.text("pattern"),
        questions=tuple(_question(child, key, wording, problems) for child in fields.records.get("questions", ())),
        line=fields.line,
    )


def _stop(fields: Fields, place: int, wording: Wording, problems: Problems) -> Stop | None:
    """Return one stop, and keep its words; None where it does not say what it does."""
    urgent, hold = fields.record("urgent"), fields.record("hold")
    does = [name for name in ("urgent", "person", "hold") if name in fields.lines]
    if len(does) > 1 or ("person" in does and "tell" in fields.lines):
        text = (
            "A stop does one thing: `tell`, `urgent` with `tell`, `hold` with `tell`, or `person`. Split it into two."
        )
        problems.add(fields.line, "stop-does-two-things", text)
        return None
    if "person" not in fields.lines and "tell" not in fields.lines:
        text = "This stop says nothing to the person. Add `tell:` with what to do instead, or `person:` to hand over."
        problems.add(fields.line, "stop-says-nothing", text)
        return None
    if not fields.text("when"):
        return None  # said already: `when` is needed
    id = fields.text("id", f"stop-{place}")
    wording.put(f"stop.{id}", fields, "person" if "person" in does else "tell")
    wording.say(f"stop.{id}", fields)
    if hold is not None:
        wording.put(f"stop.{id}.then", hold, "then")
    return Stop(
        id=id,
        when=fields.text("when"),
        kind=StopKind(does[0]) if does else StopKind.TELL,
        number=urgent.text("number") if urgent else "",
        until=hold.text("until") if hold else "",
        line=fields.line,
    )


def _route(fields: Fields) -> Route:
    """Return one route."""
    tier = fields.text("tier")
    return Route(fields.text("when"), fields.text("team"), Tier(tier) if tier else None, fields.line)
