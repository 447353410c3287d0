"""States of following what was sent: by reference, by a one-time link, and signed in by one."""

from __future__ import annotations

from datetime import timedelta

from journeys.inventory.council import NOW, Council
from journeys.inventory.scene import EVERY, WRONG, scene
from journeys.inventory.visitor import Visitor
from portreeve.foundation.clock import api as clock
from portreeve.modules.correspondence.types import LinkPurpose

MINE, LINK = "resident:mine", "resident:link"


# By reference


@scene("resident:track", "missing", role="nobody", shows=WRONG, languages=EVERY, form="resident:track")
def track_missing(visitor: Visitor, _: Council) -> None:
    visitor.post("/track", reference="", detail="")


@scene("resident:track", "wrong", role="nobody", shows=WRONG, languages=EVERY)
def track_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/track", reference="123 4567 8901", detail="amina@example.com")


@scene("resident:track", "a change told to others", role="nobody", shows="<h1")
def track_change(visitor: Visitor, council: Council) -> None:
    from uuid import UUID

    from portreeve.modules.people import api as people

    made = people.registration(UUID(council.known["registration"]))
    visitor.post("/track", reference=made.reference, detail="amina@example.com")


def _track(visitor: Visitor, council: Council, which: str, **more: str) -> None:
    part = council.reporter(which)
    detail = {council.cast.dorothy: "01632 960222", council.cast.ruth: "ruth@example.com"}
    visitor.post("/track", reference=part.reference, detail=detail.get(part.told_id, "amina@example.com"), **more)


def _status(which: str) -> None:
    @scene("resident:track", f"case {which}", role="nobody", shows="pr-status", languages=EVERY)
    def reach(visitor: Visitor, council: Council) -> None:
        _track(visitor, council, which)


for _which in ("broken", "asked", "done", "closed", "passed on", "scheduled"):
    _status(_which)


@scene("resident:track", "chased", role="nobody", languages=EVERY, shows="pr-status")
def chased(visitor: Visitor, council: Council) -> None:
    _track(visitor, council, "broken", action="chase")


@scene("resident:track", "link sent", role="nobody", languages=EVERY, shows="pr-status")
def access_sent(visitor: Visitor, council: Council) -> None:
    _track(visitor, council, "broken", action="access")


# By a one-time link


def _link(council: Council, purpose: LinkPurpose, which: str) -> str:
    part = council.reporter(which)
    subject = council.known["question"] if purpose is LinkPurpose.ANSWER else council.cases[which].case
    return f"/link/{council.link(purpose, subject, part.told_id)}"


@scene(LINK, "way in", role="nobody", languages=EVERY)
def way_in(visitor: Visitor, council: Council) -> None:
    visitor.go(_link(council, LinkPurpose.TRACK, "asked"))


@scene(LINK, "expired", role="nobody", status=410, languages=EVERY)
def link_expired(visitor: Visitor, council: Council) -> None:
    address = _link(council, LinkPurpose.TRACK, "asked")
    clock.set_for_demo(NOW + timedelta(days=400))
    visitor.go(address)


@scene(LINK, "question asked", role="nobody", languages=EVERY, shows="Which side of the house")
def to_answer(visitor: Visitor, council: Council) -> None:
    visitor.go(_link(council, LinkPurpose.ANSWER, "asked"))


@scene(LINK, "answer wrong", role="nobody", languages=EVERY, shows=WRONG, form=f"{LINK} answer")
def answer_wrong(visitor: Visitor, council: Council) -> None:
    visitor.go(_link(council, LinkPurpose.ANSWER, "asked"))
    visitor.post(act="answer", question=council.known["question"], text="")


@scene(LINK, "answered", role="nobody", languages=EVERY)
def answered(visitor: Visitor, council: Council) -> None:
    visitor.go(_link(council, LinkPurpose.ANSWER, "asked"))
    visitor.post(act="answer", question=council.known["question"], text="On the left")


@scene(LINK, "is it really done", role="nobody", languages=EVERY, shows="pr-photo-link")
def really_done(visitor: Visitor, council: Council) -> None:
    visitor.go(_link(council, LinkPurpose.REALLY_DONE, "done"))


@scene(LINK, "verdict wrong", role="nobody", languages=EVERY, shows=WRONG, form=f"{LINK} verdict")
def verdict_wrong(visitor: Visitor, council: Council) -> None:
    visitor.go(_link(council, LinkPurpose.REALLY_DONE, "done"))
    visitor.post(act="verdict")


@scene(LINK, "reopened", role="nobody", languages=EVERY)
def reopened(visitor: Visitor, council: Council) -> None:
    visitor.go(_link(council, LinkPurpose.REALLY_DONE, "done"))
    visitor.post(act="verdict", done="no", still="It is still there", face="poor", reason="not done")


def enter(visitor: Visitor, council: Council, which: str) -> None:
    """Come in by a one-time link."""
    address = _link(council, LinkPurpose.TRACK, which)
    visitor.go(address)
    visitor.post(address)


def _mine(which: str) -> None:
    @scene(MINE, f"case {which}", role="helper", languages=EVERY)
    def reach(visitor: Visitor, council: Council) -> None:
        enter(visitor, council, which)


for _which in ("asked", "done", "closed", "scheduled"):
    _mine(_which)


@scene(MINE, "answer wrong", languages=EVERY, shows=WRONG, form=f"{MINE} answer")
def mine_answer_wrong(visitor: Visitor, council: Council) -> None:
    enter(visitor, council, "asked")
    visitor.post(act="answer", question=council.known["question"], text="")


@scene(MINE, "verdict wrong", languages=EVERY, shows=WRONG, form=f"{MINE} verdict")
def mine_verdict_wrong(visitor: Visitor, council: Council) -> None:
    enter(visitor, council, "done")
    visitor.post(act="verdict")


@scene(MINE, "reopening wrong", languages=EVERY, shows=WRONG, form=f"{MINE} reopen")
def mine_reopen_wrong(visitor: Visitor, council: Council) -> None:
    enter(visitor, council, "closed")
    visitor.post(act="reopen")


@scene(MINE, "withdrawn", languages=EVERY)
def mine_withdrawn(visitor: Visitor, council: Council) -> None:
    enter(visitor, council, "scheduled")
    visitor.post(act="withdraw")


@scene(MINE, "stay over", status=410, languages=EVERY)
def stay_over(visitor: Visitor, council: Council) -> None:
    enter(visitor, council, "asked")
    clock.set_for_demo(NOW + timedelta(days=2))
    visitor.go("/mine")
