"""Loads the generated borough: gazetteer, collection calendar and what crews recorded of late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from portreeve.config.generate.borough import ADDRESSES, SEED, Record, gazetteer
from portreeve.config.generate.borough_data import read
from portreeve.config.generate.collections import Stops, crew_records, rounds
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import Actor
from portreeve.modules.places import api as places
from portreeve.modules.places.types import Loaded, NewAddress, NewStreet

CALENDAR_BACK = timedelta(days=56)
CALENDAR_AHEAD = timedelta(days=365)
CREWS_BACK = timedelta(days=14)
GARDENS = frozenset({"suburb", "rural", "estate"})
"""Characters of ward whose houses have gardens."""


@dataclass(frozen=True, slots=True)
class Borough:
    """What was loaded."""

    gazetteer: Loaded
    rounds: int
    crew_records: int


def load_borough(
    *,
    folder: Path,
    by: Actor,
    at: datetime,
    addresses: int = ADDRESSES,
    seed: int = SEED,
    progress: Callable[[int], None] | None = None,
) -> Borough:
    """Load the borough as it stands at a UTC time. Running it again brings calendar and crews up to that time.

    `folder` is the council's folder of places, with borough.yaml and words.yaml.
    """
    stops = Stops()
    source = f"generated: {addresses} addresses, seed {seed}"
    loaded = places.load_gazetteer(
        records=_noted(gazetteer(folder, addresses=addresses, seed=seed), stops),
        source=source,
        by=by,
        at=at,
        progress=progress,
    )
    today = clock.local(at).date()
    # From a Monday, so that each run gives whole weeks and the days of one run take the place of the last one's.
    since = today - CALENDAR_BACK - timedelta(days=today.weekday())
    gardens = frozenset(ward.code for ward in read(folder).wards if ward.character in GARDENS)
    made = list(rounds(stops, since=since, until=today + CALENDAR_AHEAD, garden_wards=gardens))
    count = places.load_calendar(rounds=made, source=source, by=by, at=at)
    recorded = crew_records(made, stops, since=today - CREWS_BACK, until=at, zone=clock.council_zone(), seed=seed)
    taken = places.record_collection(entries=recorded, source=source, by=by, at=at)
    return Borough(loaded, count, taken)


def _noted(records: Iterator[Record], stops: Stops) -> Iterator[Record]:
    """Pass records on, noting for the rounds what goes by."""
    for record in records:
        if isinstance(record, NewStreet):
            stops.street(record)
        elif isinstance(record, NewAddress):
            stops.address(record)
        yield record
