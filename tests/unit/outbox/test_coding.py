"""Events to JSON and back, by their annotations alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.foundation.outbox.coding import UnknownEvent, decode, encode, misfits
from portreeve.foundation.pure.events import Event, kinds

SRC = Path(__file__).parents[3] / "src" / "portreeve"


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, kw_only=True)
class Everything(Event):
    kind: ClassVar[str] = "trial.everything"
    id: UUID
    when: datetime
    day: date
    colour: Colour
    text: str
    number: int
    yes: bool
    maybe: UUID | None = None
    colours: tuple[Colour, ...] = ()
    pair: tuple[int, str] = (0, "")
    days: tuple[date, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Wrong(Event):
    kind: ClassVar[str] = "trial.wrong"
    rate: float
    map: dict[str, str]
    either: int | str
    fine: int


EVENTS = st.builds(
    Everything,
    subject=st.uuids(),
    id=st.uuids(),
    when=st.datetimes(timezones=st.just(UTC)),
    day=st.dates(),
    colour=st.sampled_from(Colour),
    text=st.text(st.characters(exclude_categories=["Cs"])),
    number=st.integers(),
    yes=st.booleans(),
    maybe=st.none() | st.uuids(),
    colours=st.lists(st.sampled_from(Colour)).map(tuple),
    pair=st.tuples(st.integers(), st.text(st.characters(exclude_categories=["Cs"]))),
    days=st.none() | st.lists(st.dates()).map(tuple),
)


@given(EVENTS)
def test_what_was_written_down_comes_back_the_same(event: Everything) -> None:
    stored = json.loads(json.dumps(encode(event)))
    back = decode("trial.everything", event.subject, stored)
    assert back == event
    assert [type(v) for v in vars(back).values()] == [type(v) for v in vars(event).values()]


def test_a_field_added_since_takes_its_default_and_one_taken_away_is_passed_over() -> None:
    event = Everything(
        subject=uuid4(),
        id=uuid4(),
        when=datetime(2026, 3, 2, tzinfo=UTC),
        day=date(2026, 3, 2),
        colour=Colour.RED,
        text="",
        number=1,
        yes=True,
    )
    stored = encode(event)
    del stored["colours"]
    assert decode(event.kind, event.subject, stored | {"gone": 1}) == event


def test_a_kind_that_no_class_declares_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownEvent):
        decode("trial.never", uuid4(), {})


@pytest.mark.parametrize("value", [1.5, {"a": 1}, [1], datetime(2026, 3, 2)])  # noqa: DTZ001 - refused for that
def test_what_json_cannot_carry_is_refused_when_it_is_written(value: Any) -> None:
    with pytest.raises(TypeError):
        encode(Wrong(subject=uuid4(), rate=value, map={}, either=1, fine=1))


def test_fields_that_could_not_be_read_back_are_named() -> None:
    assert misfits(Wrong) == ["rate", "map", "either"]
    assert misfits(Everything) == []


def ours() -> list[type[Event]]:
    """Every event of the source."""
    for path in sorted([*SRC.glob("*/*/events.py"), *SRC.glob("modules/*/events/*.py")]):
        if path.parent.name != "pure":
            import_module(".".join(("portreeve", *path.relative_to(SRC).with_suffix("").parts)))
    return [event for event in kinds().values() if event.__module__.startswith("portreeve.")]


def test_every_event_of_the_source_can_be_stored_and_read_back() -> None:
    assert len(ours()) > 10
    assert {event.kind: misfits(event) for event in ours() if misfits(event)} == {}


def test_every_event_is_named_by_what_it_happened_to_and_says_what_happened() -> None:
    assert [e.kind for e in ours() if e.kind.count(".") != 1 or not (e.__doc__ or "").strip()] == []
