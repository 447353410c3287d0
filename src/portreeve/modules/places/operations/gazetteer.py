"""Loads wards, streets and addresses, in batches that each stand when the next one fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from django.db import transaction

from portreeve.foundation.bulk.api import Row, analyse, merge
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.places.events import GazetteerLoaded
from portreeve.modules.places.models import GazetteerAddress, GazetteerLoad, GazetteerStreet, GazetteerWard
from portreeve.modules.places.operations import retiring
from portreeve.modules.places.rules.geometry import box_of, inside, middle
from portreeve.modules.places.rules.lines import flat_key, house_number, names_key, one_line
from portreeve.modules.places.rules.loading import address_problem, street_problem
from portreeve.modules.places.rules.wording import key_of
from portreeve.modules.places.types import Full, Loaded, NewAddress, NewStreet, Point, Refused, Ward

Record: TypeAlias = Ward | NewStreet | NewAddress
BATCH = 20_000

_WARD = ("code", "name", "name_cy", "outline", "west", "south", "east", "north")
_STREET = (
    "usrn",
    "name",
    "name_cy",
    "town",
    "ward",
    "key",
    "search",
    "retired",
    "shape",
    "lat",
    "long",
    "west",
    "south",
    "east",
    "north",
)
_ADDRESS = (
    "uprn",
    "street_id",
    "ward",
    "parent",
    "line",
    "postcode",
    "organisation",
    "flat",
    "flat_key",
    "building",
    "number_text",
    "number",
    "number_to",
    "suffix",
    "names",
    "kind",
    "status",
    "lat",
    "long",
)


@dataclass(slots=True)
class _Progress:
    """What one run of a load has seen and done."""

    source: str
    skip: int
    """Addresses that an earlier run, cut short, has committed."""
    seen: int = 0
    streets: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)
    wards: list[tuple[str, tuple[Point, ...]]] = field(default_factory=list)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Street and town by USRN."""


def load_gazetteer(
    *,
    records: Iterable[Record],
    source: str,
    by: Actor,
    at: datetime,
    progress: Callable[[int], None] | None = None,
    batch: int = BATCH,
    full: Full | None = None,
) -> Loaded:
    """Load wards, streets and addresses, each after what it refers to, and say what came of it.

    Batches are committed one by one: a load that was cut short goes on after the last of them when it is run again
    with the same `source`, and one that was finished may be run again and changes nothing that is as it was. Rows
    that cannot be loaded are refused with a reason, and the others stand. There is one audit entry for the whole.
    `progress` is called with the number of addresses read so far.

    Nothing is taken away unless `full` says that this is the whole gazetteer: then what it leaves out is retired once
    the rest is there. Raises TooMuchRetired, before anything is stored, where that is more than a full load may.
    """
    if full is not None:
        retiring.check(full)
    run = _begin(source=source, at=at)
    for group in _batches(records, batch):
        _store(group, run)
        if progress:
            progress(run.seen)
    retired, streets_retired = _finish(run=run, full=full, by=by, at=at)
    analyse(GazetteerStreet, GazetteerAddress)
    return Loaded(
        added=run.added,
        changed=run.changed,
        unchanged=run.unchanged,
        refused=tuple(run.refused),
        retired=retired,
        streets_retired=streets_retired,
    )


def _begin(*, source: str, at: datetime) -> _Progress:
    load, _ = GazetteerLoad.objects.get_or_create(source=source[:200], defaults={"started_at": at})
    if load.finished_at is not None:
        load.rows, load.added, load.changed, load.started_at, load.finished_at = 0, 0, 0, at, None
        load.save()
    run = _Progress(source=load.source, skip=load.rows, added=load.added, changed=load.changed)
    for code, outline in GazetteerWard.objects.order_by("code").values_list("code", "outline"):
        run.wards.append((code, tuple((long, lat) for long, lat in outline)))
    for usrn, name, town in GazetteerStreet.objects.values_list("usrn", "name", "town").iterator():
        run.names[usrn] = (name, town)
    return run


@operation
def _finish(*, run: _Progress, full: Full | None, by: Actor, at: datetime) -> tuple[int, int]:
    """Retire what a full load leaves out, and record the whole; returns how many addresses and streets were retired."""
    retired, streets_retired = retiring.retire(full) if full is not None else (0, 0)
    GazetteerLoad.objects.filter(source=run.source).update(finished_at=at)
    event = GazetteerLoaded(
        subject=uuid7(),
        source=run.source,
        streets=run.streets,
        added=run.added,
        changed=run.changed,
        refused=len(run.refused),
        retired=retired,
        streets_retired=streets_retired,
    )
    record(event, by=by, at=at)
    return retired, streets_retired


def _batches(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    """Yield groups of records of one kind."""
    group: list[Record] = []
    for one in records:
        if group and (len(group) >= size or type(one) is not type(group[0])):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _store(group: list[Record], run: _Progress) -> None:
    with transaction.atomic():
        if isinstance(group[0], Ward):
            _store_wards([one for one in group if isinstance(one, Ward)], run)
        elif isinstance(group[0], NewStreet):
            _store_streets([one for one in group if isinstance(one, NewStreet)], run)
        else:
            _store_addresses([one for one in group if isinstance(one, NewAddress)], run)


def _store_wards(wards: list[Ward], run: _Progress) -> None:
    rows: dict[str, Row] = {}
    for ward in wards:
        box = box_of(ward.outline)
        outline = json.dumps(ward.outline)
        rows[ward.code] = (
            ward.code,
            ward.name,
            ward.name_cy,
            outline,
            box.west,
            box.south,
            box.east,
            box.north,
        )
        run.wards = [w for w in run.wards if w[0] != ward.code] + [(ward.code, ward.outline)]
    merge(GazetteerWard, _WARD, rows.values())


def _store_streets(streets: list[NewStreet], run: _Progress) -> None:
    rows: dict[str, Row] = {}
    for street in streets:
        problem = street_problem(street)
        if problem:
            run.refused.append(Refused(row=0, code=problem, value=street.usrn[:40]))
            continue
        rows[street.usrn] = _street_row(street, run)
        run.names[street.usrn] = (street.name, street.town)
    merge(GazetteerStreet, _STREET, rows.values())
    run.streets += len(rows)


def _street_row(street: NewStreet, run: _Progress) -> Row:
    point, box = middle(street.shape), box_of(street.shape)
    key = key_of(street.name)
    search = f"{key} {key_of(street.name_cy)}".strip()
    return (
        street.usrn,
        street.name,
        street.name_cy,
        street.town,
        street.ward or _ward_of(point, run),
        key,
        search,
        False,
        json.dumps(street.shape),
        point[1],
        point[0],
        box.west,
        box.south,
        box.east,
        box.north,
    )


def _ward_of(point: Point, run: _Progress) -> str:
    return next((code for code, ring in run.wards if inside(point, ring)), "")


def _store_addresses(addresses: list[NewAddress], run: _Progress) -> None:
    """Store a batch, or pass over it where an earlier run has stored it."""
    first = run.seen
    run.seen += len(addresses)
    if run.seen <= run.skip:
        return
    rows: dict[str, Row] = {}
    for place, new in enumerate(addresses, first + 1):
        problem = address_problem(new) or ("" if new.street in run.names else "no-such-street")
        problem = problem or ("twice" if new.uprn in rows else "")
        if problem:
            run.refused.append(Refused(row=new.row or place, code=problem, value=new.uprn[:40]))
        else:
            rows[new.uprn] = _address_row(new, run)
    added, changed = merge(GazetteerAddress, _ADDRESS, rows.values())
    run.added += added
    run.changed += changed
    run.unchanged += len(rows) - added - changed
    GazetteerLoad.objects.filter(source=run.source).update(rows=run.seen, added=run.added, changed=run.changed)


def _address_row(new: NewAddress, run: _Progress) -> Row:
    street, town = run.names[new.street]
    house = house_number(new.number)
    line = new.line or one_line(
        organisation=new.organisation, flat=new.flat, building=new.building, number=new.number, street=street, town=town
    )
    inside_another = new.parent and not new.organisation
    return (
        new.uprn,
        new.street,
        new.ward or _ward_of((new.long, new.lat), run),
        new.parent,
        line,
        new.postcode,
        new.organisation,
        new.flat,
        flat_key(new.flat),
        new.building,
        new.number,
        house.number,
        house.to,
        house.suffix,
        "" if inside_another else names_key(organisation=new.organisation, building=new.building),
        new.kind.value,
        new.status.value,
        new.lat,
        new.long,
    )
