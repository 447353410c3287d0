"""Which templates there are, what each may show, and what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from portreeve.modules.correspondence.rules import wording
from portreeve.modules.correspondence.types import Content, LinkPurpose

COMMON: Final = frozenset({"council", "phone", "website", "track_link", "name"})
"""Fields that every template has without anybody giving them; `name` is the party's own and may be empty."""
PARTS: Final = ("email.subject", "email.body", "sms", "letter.heading", "letter.body", "call")
_USUAL_PARTS: Final = ("email.subject", "email.body", "sms", "call")
"""Where a template has no letter of its own, the email's words are printed."""
_LONGEST_SMS: Final = 918
_LONGEST_SUBJECT: Final = 120
_LONGEST_SENTENCE: Final = 30


@dataclass(frozen=True, slots=True)
class Spec:
    """What one template is given. `must` are shown in every email and letter; `may` are sometimes empty."""

    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    links: Mapping[str, LinkPurpose] | None = None
    parts: tuple[str, ...] = _USUAL_PARTS
    """Those that must be written."""
    says: Content = Content.FULL
    """Discreet ones may show next to nothing."""

    @property
    def link_names(self) -> frozenset[str]:
        """Return the names of the fields that are links for one person's use."""
        return frozenset(self.links or {})

    @property
    def given(self) -> frozenset[str]:
        """Return every field that can be shown."""
        common = COMMON if self.says is not Content.DISCREET else frozenset({"name"})
        return common | set(self.must) | set(self.may) | self.link_names


_CASE: Final = ("reference", "service")
PRIVATE: Final = "private"
DISCREET: Final = "discreet"
CALL: Final = "call"
TEMPLATES: Final[Mapping[str, Spec]] = {
    "case-received": Spec(must=_CASE, may=("place", "next", "answer_by", "done_by")),
    "case-scheduled": Spec(must=(*_CASE, "when"), may=("place",)),
    "question-asked": Spec(must=(*_CASE, "question"), may=("answer_by",), links={"reply_link": LinkPurpose.ANSWER}),
    "answered-thanks": Spec(must=_CASE, may=("done_by",)),
    "update": Spec(must=(*_CASE, "update")),
    "delayed": Spec(must=(*_CASE, "reason"), may=("new_date",)),
    "done": Spec(must=_CASE, may=("place", "outcome"), links={"done_link": LinkPurpose.REALLY_DONE}),
    "closed": Spec(must=(*_CASE, "reason"), may=("place",)),
    "reopened": Spec(must=_CASE, may=("new_date",)),
    "passed-on": Spec(must=(*_CASE, "whom"), may=("contact",)),
    "joined": Spec(must=_CASE, may=("place", "done_by")),
    "withdrawn": Spec(must=_CASE),
    "held": Spec(must=("service", "until"), may=("reference", "place", "reason")),
    "dropped": Spec(must=("service", "why"), may=("reference", "place")),
    "registration-received": Spec(must=("reference", "holders"), may=("answer_by",)),
    "holder-acknowledged": Spec(must=("reference", "holder"), may=("left",)),
    "holder-refused": Spec(must=("reference", "holder"), may=("why",)),
    "holder-told": Spec(must=("reference", "due"), links={"holder_link": LinkPurpose.HOLDER}),
    "holder-late": Spec(must=("reference", "holder", "due"), parts=("call",)),
    "resume-code": Spec(must=("code", "service", "until")),
    "tracking-link": Spec(must=("reference",), links={"one_time_link": LinkPurpose.TRACK}),
    CALL: Spec(must=("script",), parts=("call",)),
    PRIVATE: Spec(may=("reference", "link"), parts=("email.subject", "sms"), says=Content.PRIVATE),
    DISCREET: Spec(says=Content.DISCREET),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the part of the template, a code, and what to do in plain English."""

    part: str
    code: str
    text: str
    blocks: bool = True


def faults(template: str, parts: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with the words of one template in one language."""
    spec = TEMPLATES.get(template)
    if spec is None:
        yield Fault("", "unknown-template", f"There is no template {template}. Known ones: {', '.join(TEMPLATES)}.")
        return
    for part in parts:
        if part not in PARTS:
            yield Fault(part, "unknown-part", f"{part} is not a part of a template. Parts: {', '.join(PARTS)}.")
    for part in spec.parts:
        if not parts.get(part, "").strip():
            yield Fault(part, "missing-part", f"Write the {part}: everybody is told, whatever way they have.")
    for part, text in parts.items():
        yield from _faults_of_fields(spec, part, text)
        yield from _faults_of_style(part, text)
    yield from _fields_not_shown(spec, parts)


def _faults_of_fields(spec: Spec, part: str, text: str) -> Iterator[Fault]:
    """Yield fields that do not exist, that may be empty without a question mark, and braces that are no field."""
    if wording.has_stray_braces(text):
        yield Fault(part, "bad-braces", f"{part}: write fields as {{{{reference}}}}: small letters, no spaces.")
    for name, may_be_empty in wording.fields_in(text):
        if name not in spec.given:
            known = ", ".join(sorted(spec.given)) or "none"
            yield Fault(part, "unknown-field", f"{part}: there is no field {name} here. Fields: {known}.")
        elif not may_be_empty and (name in spec.may or name == "name"):
            text_ = (
                f"{part}: {name} is not always known: write {{{{{name}?}}}}, and its line is left out if it is empty."
            )
            yield Fault(part, "optional-field", text_)
        elif name in spec.link_names and part == "call":
            yield Fault(part, "link-said", f"call: a link cannot be said; leave {name} out and ask instead.")


def _faults_of_style(part: str, text: str) -> Iterator[Fault]:
    """Yield texts too long for their way, and sentences too long to be read once."""
    if part == "sms" and len(text) > _LONGEST_SMS:
        yield Fault(part, "too-long", f"sms: {len(text)} characters; carriers take at most {_LONGEST_SMS}.")
    if part in {"email.subject", "letter.heading"} and (len(text) > _LONGEST_SUBJECT or "\n" in text.strip()):
        yield Fault(part, "too-long", f"{part}: one line of at most {_LONGEST_SUBJECT} characters.")
    for sentence in re.split(r"[.!?؟:]\s|\n", text):
        if len(sentence.split()) > _LONGEST_SENTENCE:
            start = " ".join(sentence.split()[:6])
            yield Fault(part, "long-sentence", f"{part}: the sentence “{start} …” is long; make two.", blocks=False)


def _fields_not_shown(spec: Spec, parts: Mapping[str, str]) -> Iterator[Fault]:
    """Yield fields that people must be given and are not: all in the email and a letter, links in a text too."""
    wanted = {"email.body": set(spec.must) | spec.link_names, "sms": set(spec.link_names), "call": set(spec.must)}
    wanted["letter.body"] = set(spec.must)
    if parts.get("letter.body") is None and spec.link_names and parts.get("email.body"):
        yield Fault("letter.body", "missing-part", "Write the letter: the email's link is no use on paper.")
    for part, names in wanted.items():
        text = parts.get(part, "")
        shown = {name for name, _ in wording.fields_in(text)}
        for name in sorted(names - shown) if text.strip() else ():
            yield Fault(part, "missing-field", f"{part}: {{{{{name}}}}} is missing; people need it.")


def sample_values(template: str) -> dict[str, str]:
    """Return a value for every field of a template, for previews. Raises KeyError for an unknown one."""
    spec = TEMPLATES[template]
    known = {
        "reference": "123 4567 8901",
        "service": "Report a missed bin",
        "place": "4 Quay Street",
        "name": "Amina Yusuf",
        "code": "246 810 1214",
    }
    links = dict.fromkeys(spec.link_names, "https://haverstock.example/link/…")
    return {name: known.get(name, f"[{name.replace('_', ' ')}]") for name in (*spec.must, *spec.may, "name")} | links
