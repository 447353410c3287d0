"""One step of every kind, as the engine makes them: for the demo's gallery, and for tests without a journey."""

from __future__ import annotations

from portreeve.modules.catalogue.types import Question, QuestionType
from portreeve.modules.journeys.types import Ask, Choice, Json, Part

FEW = (Choice("refuse", "Black bin", "rubbish"), Choice("recycling", "Blue bin"), Choice("garden", "Brown bin"))
MANY = tuple(Choice(f"o{n}", f"Option {n}") for n in range(1, 15))
FOUND = (
    Choice("100000000001", "1 Mill Lane, Haverstock, HV1 2AB"),
    Choice("100000000002", "2 Mill Lane, Haverstock, HV1 2AB"),
    Choice("none", "None of these"),
)
MORE = (Choice("yes", "Add another person"), Choice("no", "That is everybody"), Choice("remove.1", "Remove Ruth Marsh"))

T, P = QuestionType, Part
SHAPES: tuple[tuple[QuestionType, Part, tuple[Choice, ...]], ...] = (
    (T.TEXT, P.WHOLE, ()),
    (T.LONG_TEXT, P.WHOLE, ()),
    (T.YES_NO, P.WHOLE, (Choice("yes", "Yes"), Choice("no", "No"))),
    (T.CHOICE, P.WHOLE, FEW),
    (T.CHOICE, P.WHOLE, MANY),
    (T.SEVERAL, P.WHOLE, FEW),
    (T.NUMBER, P.WHOLE, ()),
    (T.MONEY, P.WHOLE, ()),
    (T.DATE, P.WHOLE, ()),
    (T.TIME, P.WHOLE, ()),
    (T.REFERENCE, P.WHOLE, ()),
    (T.ADDRESS, P.SEARCH, ()),
    (T.ADDRESS, P.PICK, FOUND),
    (T.ADDRESS, P.MANUAL, ()),
    (T.PLACE, P.SEARCH, ()),
    (T.PLACE, P.PICK, FOUND),
    (T.PLACE, P.MANUAL, ()),
    (T.PERSON, P.WHOLE, ()),
    (T.PERSON, P.CONFIRM, (Choice("keep", "Keep it"), Choice("change", "Change it"))),
    (T.VEHICLE, P.WHOLE, ()),
    (T.PHOTO, P.WHOLE, ()),
    (T.FILE, P.WHOLE, ()),
    (T.DECLARATION, P.WHOLE, ()),
    (T.GROUP, P.MORE, MORE),
)


def make_ask(
    kind: QuestionType,
    part: Part = Part.WHOLE,
    choices: tuple[Choice, ...] = (),
    *,
    optional: bool = False,
    value: Json = None,
    hint: str = "",
) -> Ask:
    """Return an Ask of one type and part."""
    question = Question(id="q", type=kind, optional=optional)
    text = "What should we know?"
    return Ask(question, "q", part, text, hint, choices, value, optional=optional)
