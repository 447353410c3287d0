"""States of a resident's journey that somebody must bring about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from journeys.inventory.council import BY, NOW, Council, picture
from journeys.inventory.scene import EVERY, WRONG, scene
from journeys.inventory.visitor import Visitor
from portreeve.foundation.clock import api as clock

ADDRESS = {"line1": "1 Mill Lane", "line2": "", "town": "Haverstock", "postcode": "HV1 2AB"}
AMINA = {"name": "Amina Yusuf", "contact": "email", "email": "amina@example.com"}
PHOTO = ({"action": "manual"}, ADDRESS, {"answer": "refuse"}, {"answer": "out"})
"""Replies up to the photo of a missed bin."""
CHECK = (*PHOTO, {"action": "skip"}, AMINA)
STEP, SENT = "resident:step", "resident:sent"


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


def withdraw() -> None:
    """Withdraw the service of missed bins."""
    from portreeve.modules.catalogue import api as catalogue

    words = {"en": "Ring us.", "cy": "Ffoniwch ni.", "ar": "اتصل بنا."}
    catalogue.withdraw(service="missed-bin", instead=words, by=BY, at=clock.now())


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
