"""States of the public site, the holders' door and the demo's outbox that somebody must bring about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from journeys.inventory.council import BY, NOW, Council, picture
from journeys.inventory.scene import DONE, EVERY, WRONG, scene
from journeys.inventory.visitor import Visitor
from portreeve.foundation.clock import api as clock
from portreeve.modules.correspondence.types import LinkPurpose

ADDRESS = {"line1": "1 Mill Lane", "line2": "", "town": "Haverstock", "postcode": "HV1 2AB"}
AMINA = {"name": "Amina Yusuf", "contact": "email", "email": "amina@example.com"}
PHOTO = ({"action": "manual"}, ADDRESS, {"answer": "refuse"}, {"answer": "out"})
"""Replies up to the photo of a missed bin."""
CHECK = (*PHOTO, {"action": "skip"}, AMINA)
STEP, SENT, MINE, LINK = "resident:step", "resident:sent", "resident:mine", "resident:link"
NOT_READ = "pr-typed"


def replies(visitor: Visitor, *given: dict[str, Any]) -> None:
    """Answer one question after another."""
    for one in given:
        visitor.post(**one)


def begin(visitor: Visitor, service: str = "missed-bin", **more: str) -> None:
    """Begin a service and stay at its first question."""
    visitor.post(f"/s/{service}/start", **more)


def send(visitor: Visitor) -> None:
    """Send what is on check answers."""
    visitor.post(visitor.at.replace("/q/~check", "/send"))


# The site


@scene("resident:search", "found", role="nobody", shows="/s/fly-tipping", languages=("en",))
def search_found(visitor: Visitor, _: Council) -> None:
    visitor.go("/search?q=mattress")


@scene("resident:search", "nothing found", role="nobody", shows="zebra", languages=EVERY)
def search_nothing(visitor: Visitor, _: Council) -> None:
    visitor.go("/search?q=zebra")


@scene("resident:service", "front door only", role="nobody", shows="pr-urgent")
def front_door(visitor: Visitor, _: Council) -> None:
    visitor.go("/s/dangerous-structure")


@scene("resident:service", "private", role="nobody")
def private_service(visitor: Visitor, _: Council) -> None:
    visitor.go("/s/anti-social-behaviour")


@scene("resident:service", "withdrawn", role="nobody", status=410, languages=EVERY)
def withdrawn(visitor: Visitor, _: Council) -> None:
    withdraw()
    visitor.go("/s/missed-bin")


def withdraw() -> None:
    """Withdraw the service of missed bins."""
    from portreeve.modules.catalogue import api as catalogue

    words = {"en": "Ring us.", "cy": "Ffoniwch ni.", "ar": "اتصل بنا."}
    catalogue.withdraw(service="missed-bin", instead=words, by=BY, at=clock.now())


# A journey


@scene(STEP, "wrong", shows=WRONG, languages=EVERY, form=STEP)
def question_wrong(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    visitor.post(query="")


@scene(STEP, "found addresses", languages=EVERY, shows='name="answer"')
def addresses_found(visitor: Visitor, council: Council) -> None:
    begin(visitor)
    visitor.post(query=council.known["postcode"])


@scene(STEP, "photo added", languages=EVERY, shows="pr-photo")
def photo_added(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    replies(visitor, *PHOTO)
    visitor.post(file=SimpleUploadedFile("bin.jpg", picture().read(), content_type="image/jpeg"))


@scene(STEP, "no photo", languages=EVERY, shows=WRONG)
def no_photo(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    replies(visitor, *PHOTO)
    visitor.post(file=SimpleUploadedFile("bin.jpg", b"#!/bin/sh", content_type="image/jpeg"))


@scene(STEP, "person", languages=EVERY, shows='name="name"')
def person(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    replies(visitor, *CHECK[:-1])


@scene(STEP, "person wrong", languages=EVERY, shows=WRONG)
def person_wrong(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    replies(visitor, *CHECK[:-1], {"name": "", "contact": "email", "email": "amina"})


@scene(STEP, "for somebody else", role="helper", languages=EVERY, shows="Dorothy Marsh")
def for_another(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    ruth = {"name": "Ruth Marsh", "contact": "email", "email": "ruth@example.com", "on_behalf": "yes"}
    replies(visitor, *CHECK[:-1], ruth | {"about_name": "Dorothy Marsh"})


@scene(STEP, "check answers", languages=EVERY, shows="govuk-summary-list")
def check(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    replies(visitor, *CHECK)


@scene(STEP, "shared computer", languages=EVERY, shows="pr-shared")
def shared(visitor: Visitor, _: Council) -> None:
    begin(visitor, shared="yes")


@scene(STEP, "can be left at once", shows="govuk-exit-this-page")
def sensitive(visitor: Visitor, _: Council) -> None:
    begin(visitor, "anti-social-behaviour")


@scene(STEP, "map", shows="pr-map")
def place_question(visitor: Visitor, _: Council) -> None:
    begin(visitor, "fly-tipping")
    visitor.post(answer="no")


@scene(STEP, "told to ring", shows="999")
def urgent(visitor: Visitor, _: Council) -> None:
    begin(visitor, "fly-tipping")
    visitor.post(answer="yes")


@scene(STEP, "a person takes over", languages=EVERY)
def handed_over(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    visitor.post(action="person")


@scene(STEP, "changed meanwhile", status=409, languages=EVERY, shows="<h1")
def conflict(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    visitor.post(query="HV1 2AB", revision="99")


@scene(STEP, "withdrawn meanwhile", status=410, languages=EVERY)
def withdrawn_meanwhile(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    withdraw()
    visitor.go(visitor.at)


@scene(STEP, "expired", status=410, languages=EVERY)
def expired(visitor: Visitor, _: Council) -> None:
    from portreeve.modules.journeys import jobs

    begin(visitor)
    jobs.keep_time(NOW + timedelta(days=90))
    visitor.go(visitor.at)


@scene(STEP, "somebody else's", role="nobody", status=404, languages=EVERY)
def not_held(visitor: Visitor, _: Council) -> None:
    visitor.go("/s/missed-bin/none/q/where")


@scene(STEP, "held elsewhere, with words typed", role="nobody", status=404, languages=EVERY, shows="behind the wall")
def lost(visitor: Visitor, _: Council) -> None:
    visitor.post("/s/missed-bin/none/q/where", answer="behind the wall")


@scene("resident:save", "wrong", shows=WRONG, languages=EVERY, form="resident:save")
def save_wrong(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    visitor.post(visitor.at.partition("/q/")[0] + "/save", detail="nobody")


@scene("resident:save", "saved", shows="pr-reference", languages=EVERY)
def saved(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    visitor.post(visitor.at.partition("/q/")[0] + "/save", detail="amina@example.com")


@scene("resident:adviser", "code", shows="pr-reference", languages=EVERY)
def adviser_code(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    visitor.post(visitor.at.partition("/q/")[0] + "/adviser")


@scene(SENT, "sent", languages=EVERY, shows="pr-reference")
def sent(visitor: Visitor, _: Council) -> None:
    begin(visitor)
    replies(visitor, *CHECK)
    send(visitor)


@scene(SENT, "thanked", languages=EVERY)
def thanked(visitor: Visitor, council: Council) -> None:
    sent(visitor, council)
    visitor.post(face="good", reason="quick")


@scene("resident:resume", "wrong", role="nobody", shows=WRONG, languages=EVERY, form="resident:resume")
def resume_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/resume", code="12345", detail="amina@example.com")


@scene("resident:finished", "cleared", languages=EVERY)
def finished(visitor: Visitor, _: Council) -> None:
    begin(visitor, shared="yes")
    visitor.post("/finish")


# Following it


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


# Holders


@scene("holder:notice", "a change", role="nobody", shows="9 Castle Road")
def notice(visitor: Visitor, council: Council) -> None:
    visitor.go(f"/holder/{council.known['holder']}")


@scene("holder:notice", "wrong", role="nobody", shows=WRONG, status=422, form="holder:notice")
def notice_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/holder/{council.known['holder']}")


@scene("holder:notice", "why wrong", role="nobody", shows=WRONG, status=422)
def notice_why(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/holder/{council.known['holder']}", answer="refused")


@scene("holder:notice", "recorded", role="nobody")
def notice_recorded(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/holder/{council.known['holder']}", answer="recorded")


# The demo


def _piece(name: str) -> None:
    @scene("resident:piece", name, role="nobody", languages=EVERY)
    def reach(visitor: Visitor, _: Council) -> None:
        visitor.go(f"/demo/gallery/{name}")


def pieces() -> None:
    """Declare every piece of the demo's gallery, read from the gallery itself."""
    from portreeve.channels.resident_web.views.gallery_pieces import PIECES

    for name in PIECES:
        _piece(name)


pieces()


@scene("demo-post:outbox", "some", role="nobody", shows="Dorothy Marsh")
def outbox(visitor: Visitor, _: Council) -> None:
    visitor.go("/demo/outbox")


# Errors that no route makes


@scene("", "no such page", role="nobody", status=404, languages=EVERY)
def no_such_page(visitor: Visitor, _: Council) -> None:
    visitor.go("/no-such-page")


@scene(STEP, "page open too long", role="nobody", status=403, languages=EVERY, shows="behind the wall")
def stale(visitor: Visitor, _: Council) -> None:
    visitor.client.handler.enforce_csrf_checks = True
    visitor.post("/s/missed-bin/x/q/where", answer="behind the wall")


@scene("resident:home", "broken", role="nobody", status=500, languages=EVERY)
def broken(visitor: Visitor, _: Council) -> None:
    from unittest.mock import patch

    visitor.client.raise_request_exception = False
    with patch("portreeve.modules.catalogue.api.listing", side_effect=RuntimeError("broken on purpose")):
        visitor.go("/")


__all__ = ["DONE", "begin", "enter", "replies", "send"]
