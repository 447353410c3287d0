"""The shape of a service file as one table. The reader, the JSON Schema and the reference page are all made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from portreeve.modules.catalogue.types import Duplicates, Otherwise, Outcome, Personal, QuestionType, Tier, Verb

NEWEST_FORMAT = 1


class Kind(Enum):
    """What the value of a key is."""

    TEXT = auto()
    """Words for people."""
    CODE = auto()
    """An id: lower-case letters, digits and hyphens (underscores for questions)."""
    ONE_OF = auto()
    YES_NO = auto()
    LIFE = auto()
    """A length of time, such as `28 days` or `2 years`."""
    TEXTS = auto()
    ONES_OF = auto()
    TEXT_MAP = auto()
    OPTIONS = auto()
    """A map from an id to a label, or to a map of label and hint."""
    RECORD = auto()
    RECORDS = auto()
    TRANSLATIONS = auto()
    """By key of a text: the source it translates and the translation, each under its language, and how it is said."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it holds and what it is for."""

    name: str
    kind: Kind
    doc: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    inside: tuple[Key, ...] = ()
    longest: int = 400
    """Characters of a text; a list or map has at most 100 entries, translations 1,000."""


def _codes(codes: type[Verb | Tier | Outcome | Duplicates | Otherwise | QuestionType | Personal]) -> tuple[str, ...]:
    """Return the codes of an enumeration, in order."""
    return tuple(code.value for code in codes)


_CHILD = (
    Key("id", Kind.CODE, "The question's id: lower-case letters, digits and underscores. Never change it later.", True),
    Key("ask", Kind.TEXT, "The question, in a resident's own words.", True, longest=200),
    Key("type", Kind.ONE_OF, "What kind of answer it wants.", True, _codes(QuestionType)),
    Key("hint", Kind.TEXT, "A sentence of help under the question."),
    Key("say", Kind.TEXT, "How the question is said aloud, where the written words would not do."),
    Key("optional", Kind.YES_NO, "`yes` if a person may leave it out."),
    Key("personal", Kind.ONE_OF, "Whether the answer says something about a person.", False, _codes(Personal)),
    Key("keep", Kind.LIFE, "How long the answer is kept after the matter is closed. Required for personal answers."),
    Key("when", Kind.TEXT, "A condition: ask only if it is true. It may use earlier questions only."),
    Key("options", Kind.OPTIONS, "For a choice or several: each option's id and its label."),
    Key(
        "at_least",
        Kind.TEXT,
        "The least: a number, pounds, date or time; of several, groups and text, how many.",
    ),
    Key(
        "at_most", Kind.TEXT, "The most, in the same way. Dates may say `today`, `today + 28 days`, `today - 365 days`."
    ),
    Key("pattern", Kind.TEXT, "For a reference: a regular expression for it without spaces and hyphens."),
)

QUESTION = (*_CHILD, Key("questions", Kind.RECORDS, "For a group: the questions repeated for each one.", inside=_CHILD))

STOP = (
    Key("id", Kind.CODE, "The stop's id. Give it one, so that translations stay with it."),
    Key("when", Kind.TEXT, "The condition that brings the stop about.", True),
    Key(
        "tell", Kind.TEXT, "What the person is told. Alone, the journey ends here; say what to do instead.", longest=900
    ),
    Key(
        "urgent",
        Kind.RECORD,
        "The journey ends at once with a number to ring.",
        inside=(Key("number", Kind.TEXT, "The number, as people dial it.", True),),
    ),
    Key("person", Kind.TEXT, "The journey is handed to a person; this is what we say as we do.", longest=900),
    Key(
        "hold",
        Kind.RECORD,
        "The person is told and may go on; what they send is held, and judged again at this time.",
        inside=(
            Key("until", Kind.TEXT, "The time of day in the council's zone, such as 17:00.", True),
            Key(
                "then",
                Kind.TEXT,
                "One sentence, said once it is sent, on what is looked at then. Left out: that we look again.",
                longest=300,
            ),
        ),
    ),
    Key("say", Kind.TEXT, "How it is said aloud, where the written words would not do.", longest=900),
)

ROUTE = (
    Key("when", Kind.TEXT, "The condition.", True),
    Key("team", Kind.CODE, "The team that gets the case; the first route that holds wins.", True),
    Key("tier", Kind.ONE_OF, "The tier it then has.", False, _codes(Tier)),
)

SERVICE = (
    Key("format", Kind.ONE_OF, "The version of this format.", True, (str(NEWEST_FORMAT),)),
    Key(
        "service",
        Kind.CODE,
        "The service's id, the same as the file's name. It is in web addresses: never change it.",
        True,
    ),
    Key("language", Kind.CODE, "The language this file is written in; `en` unless it says otherwise."),
    Key("name", Kind.TEXT, "What the service is called: begin with the verb, in residents' words.", True, longest=80),
    Key("summary", Kind.TEXT, "One sentence for lists and search.", True, longest=200),
    Key("verb", Kind.ONE_OF, "What a person does; it decides where the service is filed.", True, _codes(Verb)),
    Key("outcome", Kind.ONE_OF, "What a finished journey becomes.", True, _codes(Outcome)),
    Key("team", Kind.CODE, "The team that gets it, unless a route says otherwise.", True),
    Key("tier", Kind.ONE_OF, "How much of the council it needs; it decides the channels.", True, _codes(Tier)),
    Key("lgsl", Kind.TEXT, "The Local Government Service List number, or `none`."),
    Key("words", Kind.TEXTS, "Residents' own words for it, for search and speech."),
    Key(
        "before",
        Kind.RECORD,
        "What a person is told before they begin.",
        True,
        inside=(
            Key("takes", Kind.TEXT, "How long it takes, such as `3 minutes`.", True, longest=80),
            Key("cost", Kind.TEXT, "What it costs, such as `free`.", True, longest=80),
            Key("need", Kind.TEXTS, "What to have to hand."),
        ),
    ),
    Key(
        "promise",
        Kind.RECORD,
        "What the council undertakes, in its own working time.",
        inside=(
            Key("answer", Kind.TEXT, "When a person at the council will have looked at it, such as `1 working day`."),
            Key("done", Kind.TEXT, "When it will be done, such as `5 working days`."),
        ),
    ),
    Key("next", Kind.TEXT, "One honest sentence of what happens next.", True, longest=300),
    Key("privacy", Kind.TEXT, "What we do with what people tell us, and where to read more.", longest=900),
    Key("otherwise", Kind.ONES_OF, "The ways in without the internet.", True, _codes(Otherwise)),
    Key("urgent", Kind.TEXT, "A number shown first of all."),
    Key("duplicates", Kind.ONE_OF, "When two reports are one job.", False, _codes(Duplicates)),
    Key(
        "same_answers",
        Kind.TEXTS,
        "For `duplicates`: choices that must have been answered alike too, such as which bin.",
    ),
    Key("private", Kind.YES_NO, "`yes`: seen only by staff with a private grant, and never listed."),
    Key("exit_page", Kind.YES_NO, "`yes`: every page has a button to leave quickly."),
    Key("anonymous", Kind.YES_NO, "`yes`: may be sent without saying who one is."),
    Key("home", Kind.YES_NO, "`yes`: its place is somebody's home, and is never listed."),
    Key("holders", Kind.TEXT_MAP, "For a registration: who is told, each of whom must acknowledge."),
    Key("draft_life", Kind.LIFE, "How long an unfinished journey is kept; 28 days unless it says otherwise."),
    Key(
        "evidence",
        Kind.RECORD,
        "What publishing asks to see.",
        inside=(
            Key("equality", Kind.TEXT, "Where the equality analysis is and when it was last looked at."),
            Key("tested_with", Kind.TEXT, "Whom it was tested with, and when."),
        ),
    ),
    Key("questions", Kind.RECORDS, "The questions, in the order they are asked.", inside=QUESTION),
    Key("stops", Kind.RECORDS, "The rules that stop or turn a journey, the most important first.", inside=STOP),
    Key("routes", Kind.RECORDS, "Other teams for some conditions.", inside=ROUTE),
    Key(
        "say",
        Kind.TEXT_MAP,
        "How other words are said aloud, by their key, such as `next` or `question.bin.option.refuse`.",
    ),
)

OVERLAY = (
    Key("format", Kind.ONE_OF, "The version of this format.", True, (str(NEWEST_FORMAT),)),
    Key("service", Kind.CODE, "The service these words belong to.", True),
    Key("language", Kind.CODE, "The language tag, the same as in the file's name.", True),
    Key("words", Kind.TEXTS, "Residents' own words for the service in this language."),
    Key(
        "texts",
        Kind.TRANSLATIONS,
        "Every text by its key: the words translated, the translation, and how it is said.",
        True,
    ),
)
