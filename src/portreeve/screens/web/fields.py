"""What a page asks, as values: fields, options and what is wrong with them. Templates only lay these out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class FieldKind(StrEnum):
    """How a field is shown."""

    INPUT = "input"
    TEXTAREA = "textarea"
    RADIOS = "radios"
    CHECKBOXES = "checkboxes"
    SELECT = "select"
    PARTS = "parts"
    """Several short inputs that make one answer, such as a date."""
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of radios, checkboxes or a select."""

    code: str
    label: str
    hint: str = ""
    chosen: bool = False
    reveals: tuple[Field, ...] = ()
    """Fields that belong to this option alone."""
    after_or: bool = False
    """Set apart from those before it by the word "or"."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field with its label, what is in it, and what is wrong with it."""

    kind: FieldKind
    name: str
    label: str
    hint: str = ""
    value: str = ""
    error: str = ""
    heading: bool = False
    """Its label is the page's heading."""
    options: tuple[Option, ...] = ()
    parts: tuple[Field, ...] = ()
    classes: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    type: str = "text"
    spellcheck: bool = True
    prefix: str = ""
    suffix: str = ""
    limit: int = 0
    """Most characters; counted beside the field where scripts run."""
    rows: int = 6
    accept: str = ""
    wrong: bool = False
    """Of a part: it is this one that is wrong."""
    language: str = ""
    """`ltr` fields such as email addresses stay left to right in every language."""

    @property
    def common(self) -> bool:
        """Say whether it looks the same for many people: nothing was typed into it, and nothing is wrong."""
        typed = self.value and self.kind is not FieldKind.SELECT
        if typed or self.error or self.wrong:
            return False
        within = (*self.parts, *(field for option in self.options for field in option.reveals))
        return all(field.common for field in within)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One entry of the error summary: the same words as beside the field, and the field's id."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Action:
    """A second way on, sent as `action` (or as `answer`): skip, write it instead, talk to somebody."""

    code: str
    label: str
    name: str = "action"


@dataclass(frozen=True, slots=True)
class Thing:
    """One repeat already given, in a group, with the way to take it out."""

    text: str
    remove: str


@dataclass(frozen=True, slots=True)
class MapPart:
    """A map to set a pin on, always beside the words."""

    lat: str = ""
    long: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question, ready to be laid out. The channel adds its own frame, address and form key."""

    heading: str
    fields: tuple[Field, ...]
    button: str
    hint: str = ""
    """Under the heading, where no single field carries it."""
    troubles: tuple[Trouble, ...] = ()
    actions: tuple[Action, ...] = ()
    things: tuple[Thing, ...] = ()
    map: MapPart | None = None
    uploads: bool = False
    hidden: tuple[tuple[str, str], ...] = field(default=())

    @property
    def heading_in_field(self) -> bool:
        """Say whether a field's own label is the heading."""
        return any(part.heading for part in self.fields)
