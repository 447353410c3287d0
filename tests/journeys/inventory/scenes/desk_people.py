"""States of the desk's people, calls, changes, holds and events."""

from __future__ import annotations

from journeys.inventory.council import Council
from journeys.inventory.scene import DONE, WRONG, scene
from journeys.inventory.visitor import Visitor


@scene("desk-person-details", "wrong", role="adviser", shows=WRONG, status=422, form="desk-person-details")
def details_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/details", email="nobody")


@scene("desk-person-safe", "wrong", role="adviser", shows=WRONG, status=422, form="desk-person-safe")
def safe_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/safe", not_before="noon")


@scene("desk-person", "saved", role="adviser", shows=DONE)
def person_saved(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/needs", need=["sight", "interpreter"])


@scene("desk-person-new", "wrong", role="adviser", shows=WRONG, status=422, form="desk-person-new")
def new_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/people/new", name="")


@scene("desk-call-made", "wrong", role="adviser", shows=WRONG, status=422, form="desk-call-made")
def call_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/calls/{council.known['call']}/made")


@scene("desk-call-hand", "wrong", role="adviser", shows=WRONG, status=422, form="desk-call-hand")
def hand_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/calls/{council.known['call']}/hand-over")


@scene("desk-settle", "wrong", role="adviser", shows=WRONG, status=422, form="desk-settle")
def settle_wrong(visitor: Visitor, council: Council) -> None:
    known = council.known
    visitor.post(f"/desk/changes/{known['registration']}/{known['notice']}", act="refuse")


@scene("desk-registrations", "all", role="adviser")
def all_changes(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/changes?only=all")


@scene("desk-events", "tried again", role="administrator", shows=DONE)
def tried_again(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/events/{council.known['letter']}", act="retry")


@scene("desk-holds", "person found", role="administrator", shows="Dorothy Marsh")
def hold_found(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/holds", said="Dorothy Marsh")


@scene("desk-holds", "nobody found", role="administrator")
def hold_nobody(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/holds", said="Zebedee Quux")


@scene("desk-hold-new", "on whom one is", role="administrator", shows="LGSCO")
def hold_again(visitor: Visitor, council: Council) -> None:
    visitor.go(f"/desk/people/{council.cast.amina}/hold")


@scene("desk-hold-new", "wrong", role="administrator", shows=WRONG, status=422, form="desk-hold-new")
def hold_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/hold")


@scene("desk-hold-new", "reference wrong", role="administrator", shows=WRONG, status=422)
def hold_reference_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/hold", reason="ombudsman", reference="x" * 500)


@scene("desk-holds", "lifted", role="administrator", shows=DONE)
def hold_lifted(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/holds/{council.known['hold']}/lift")


@scene("desk-area", "streets found", role="councillor", shows="Quay Street")
def streets_found(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/area?street=Quay")
