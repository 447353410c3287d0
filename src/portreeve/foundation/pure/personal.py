"""How a table says what personal data it holds, why, how long, and what export and erasure do to it (design §4.6)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

Row = Mapping[str, Any]
Telling = Callable[[Row, UUID], Row]
"""Gives a row's columns as one of the people in it may have them: without what it says of the others."""


Ids = Any
"""A query for the ids of rows, as the database's layer writes one."""


class Treatment(StrEnum):
    """What erasing a person does to one column. What export says of it is the declaration's to say."""

    KEEP = "keep"
    """Not personal by itself, or kept by law; the reason is in the purpose."""
    BLANK = "blank"
    """Emptied: "" for text, {} or [] for JSON, null where the column allows it."""
    HIDE = "hide"
    """Replaced by `LeftOut.ERASED`, where an empty value would break a page."""


class Subject(StrEnum):
    """How a row is tied to a person."""

    PARTY = "party"
    """By a column holding the party's id."""
    STAFF = "staff"
    """By a column holding the staff account's id."""
    NOBODY = "nobody"
    """Holds no personal data; the declaration says why."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Rows that name no person in a column and are about whoever has a part in their matter, such as notes on it."""

    of: Callable[[Collection[UUID]], Ids]
    """Those of the matters of any of these people: a legal hold on one of them keeps them."""
    told: Callable[[UUID], Ids]
    """Of a person's, those that they are given whole; of the others they are told only that there are such."""
    left: Callable[[Ids], Ids]
    """Those in which nobody has a part any more but people who were erased: an erasure takes these."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One table's personal data. A model without one fails the build."""

    model: str
    """Label of the model, such as `portreeve_people.Party`."""
    purpose: str
    """Why the council holds it, in a sentence for the register of processing."""
    subject: Subject = Subject.NOBODY
    columns: tuple[str, ...] = ()
    """The columns that hold the person's id, each alone enough to tie the row to the person."""
    through: str = ""
    """Label of another declared table, where the tie is by that: this row's `columns` hold that table's id."""
    keep: str = ""
    """How long after the row was closed or last used, such as "2 years"; empty: as long as what it belongs to."""
    since: str = ""
    """The column with the date from which `keep` counts, such as `ended_at` or, of a row above it, `case__ended_at`.

    While it is empty the matter is open: the row is in use."""
    last: bool = False
    """Disposed of only when no other declared row of the person is still within its time: they are in use till then."""
    unless: tuple[str, ...] = ()
    """`app.Model.column`: rows that one of these names are in use, and never disposed of."""
    owns: tuple[str, ...] = ()
    """Labels of tables whose `columns` may name this row: those rows are the person's too, and go with it."""
    kept_with: tuple[str, ...] = ()
    """`app.Model.column`: rows that such a row of a person under a legal hold names are kept with it."""
    shared: Shared | None = None
    """How further rows are found that are about several people at once."""
    delete: bool = False
    """Disposal and erasure delete the row instead of blanking its fields."""
    fields: Mapping[str, Treatment] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    """Columns that hold ids of files: alone, in lists, or as `file` anywhere in JSON. The files go with the row."""
    withheld: tuple[str, ...] = ()
    """Columns that say nothing of the person, or that nobody may be given: keys, and what is about others only."""
    telling: Telling | None = None
    """Where a row may speak of several people: what each of them is given of it."""


def nothing_personal(*models: str, why: str) -> tuple[Declaration, ...]:
    """Declare tables that hold nothing about people, saying why that is so."""
    return tuple(Declaration(model=model, purpose=why) for model in models)
