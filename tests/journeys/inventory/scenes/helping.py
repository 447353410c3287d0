"""States of helping somebody at the desk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from journeys.inventory.council import NOW, Council, picture
from journeys.inventory.scene import DONE, WRONG, scene
from journeys.inventory.scenes.journey import AMINA, CHECK, PHOTO, replies
from journeys.inventory.visitor import Visitor
from portreeve.foundation.pure.actor import resident
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.journeys import api as journeys

ASSIST = "desk-assist-step"


def serve(visitor: Visitor, **more: str) -> None:
    """Begin to serve somebody on the telephone."""
    visitor.post("/desk/help/begin", **{"channel": "phone", "for": "self", **more})


def begin(visitor: Visitor, service: str = "missed-bin", **more: str) -> None:
    """Begin a service for whoever is served."""
    serve(visitor, **more)
    visitor.post(f"/desk/help/services/{service}/start", language=visitor.language)


def assisted(visitor: Visitor, *given: dict[str, Any], **more: str) -> None:
    """Begin a missed bin for somebody and answer some questions."""
    begin(visitor, **more)
    replies(visitor, *given)


@scene("desk-begin", "wrong", role="adviser", shows=WRONG, status=422, form="desk-begin")
def begin_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/help/begin")


@scene("desk-help", "serving somebody for another", role="adviser", shows="pr-serving")
def serving(visitor: Visitor, _: Council) -> None:
    serve(visitor, **{"for": "other"})


@scene("desk-help", "services found", role="adviser", shows="/desk/help/services/missed-bin")
def service_found(visitor: Visitor, _: Council) -> None:
    serve(visitor)
    visitor.post("/desk/help", said="binmen missed us" if visitor.language == "en" else "bin")


@scene("desk-help", "no service found", role="adviser")
def no_service_found(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/help", said="zebra")


@scene("desk-join", "wrong", role="adviser", shows=WRONG, status=422, form="desk-join")
def join_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/help/join", code="123456")


@scene("desk-join", "for another team", role="adviser", shows='id="hand-on"', status=403)
def join_elsewhere(visitor: Visitor, _: Council) -> None:
    gwen = resident(None)
    journey = journeys.start(service="anti-social-behaviour", language="en", channel=Channel.WEB, by=gwen, at=NOW)
    visitor.post("/desk/help/join", code=journeys.join_code(journey=journey, by=gwen, at=NOW))


@scene("desk-start", "wrong", role="adviser", shows=WRONG, status=422, form="desk-start")
def start_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/help/services/missed-bin/start")


@scene("desk-service", "front door only", role="adviser")
def front_door(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/help/services/dangerous-structure")


@scene(ASSIST, "picked up", role="adviser")
def picked_up(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/help/waiting/{council.known['waiting']}")


@scene(ASSIST, "question", role="adviser")
def question(visitor: Visitor, _: Council) -> None:
    assisted(visitor)


@scene(ASSIST, "wrong", role="adviser", shows=WRONG, status=422, form=ASSIST)
def question_wrong(visitor: Visitor, _: Council) -> None:
    assisted(visitor, {"action": "manual"}, {"line1": "", "town": "", "postcode": ""})


@scene(ASSIST, "addresses found", role="adviser", shows='name="answer"')
def addresses_found(visitor: Visitor, council: Council) -> None:
    assisted(visitor, {"query": council.known["postcode"]})


@scene(ASSIST, "photo", role="adviser", shows='type="file"')
def photo(visitor: Visitor, _: Council) -> None:
    assisted(visitor, *PHOTO)


@scene(ASSIST, "photo added", role="adviser", shows="pr-photo")
def photo_added(visitor: Visitor, _: Council) -> None:
    assisted(visitor, *PHOTO)
    visitor.post(file=SimpleUploadedFile("bin.jpg", picture().read(), content_type="image/jpeg"))


@scene(ASSIST, "person asked for another", role="adviser", shows='name="on_behalf"')
def person(visitor: Visitor, _: Council) -> None:
    assisted(visitor, *CHECK[:-1], **{"for": "other"})


@scene(ASSIST, "known person", role="adviser", shows="Dorothy Marsh")
def known_person(visitor: Visitor, council: Council) -> None:
    serve(visitor)
    visitor.post(f"/desk/people/{council.cast.dorothy}/serve")
    visitor.post("/desk/help/services/missed-bin/start", language=visitor.language)
    replies(visitor, *CHECK[:-1])


@scene("desk-person", "served now", role="adviser", shows="pr-serving")
def person_served(visitor: Visitor, council: Council) -> None:
    serve(visitor)
    visitor.go(f"/desk/people/{council.cast.dorothy}")


@scene(ASSIST, "check answers", role="adviser", shows="govuk-summary-list")
def check(visitor: Visitor, _: Council) -> None:
    assisted(visitor, *CHECK[:-1], AMINA | {"language": "en", "format": "standard"})


@scene("desk-assist-sent", "sent", role="adviser", shows="pr-reference")
def sent(visitor: Visitor, council: Council) -> None:
    check(visitor, council)
    visitor.post(visitor.at.replace("/at/~check", "/send"))


@scene(ASSIST, "stopped", role="adviser")
def urgent(visitor: Visitor, _: Council) -> None:
    begin(visitor, "fly-tipping")
    visitor.post(answer="yes")


@scene(ASSIST, "place", role="adviser", shows='data-outline="')
def place(visitor: Visitor, _: Council) -> None:
    begin(visitor, "fly-tipping")
    visitor.post(answer="no")


@scene(ASSIST, "changed meanwhile", role="adviser", status=409)
def conflict(visitor: Visitor, _: Council) -> None:
    assisted(visitor)
    visitor.post(query="HV1 2AB", revision="99")


@scene(ASSIST, "expired", role="adviser", status=410)
def expired(visitor: Visitor, _: Council) -> None:
    from datetime import timedelta

    from journeys.inventory.council import NOW
    from portreeve.modules.journeys import jobs

    assisted(visitor)
    jobs.keep_time(NOW + timedelta(days=90))
    visitor.go(visitor.at)


@scene("desk-assist-save", "ask for a detail", role="adviser")
def save(visitor: Visitor, _: Council) -> None:
    assisted(visitor)
    visitor.go(visitor.at.partition("/at/")[0] + "/save")


@scene("desk-assist-save", "wrong", role="adviser", shows=WRONG, status=422, form="desk-assist-save")
def save_detail_wrong(visitor: Visitor, council: Council) -> None:
    save(visitor, council)
    visitor.post(detail="nobody")


@scene("desk-assist-save", "saved", role="adviser", shows="pr-say")
def saved(visitor: Visitor, council: Council) -> None:
    save(visitor, council)
    visitor.post(detail="amina@example.com")


@scene("desk-help", "left", role="adviser")
def left(visitor: Visitor, _: Council) -> None:
    assisted(visitor)
    visitor.post(visitor.at.partition("/at/")[0] + "/leave")


@scene("desk-wrap-up", "how did it end", role="adviser")
def wrap_up(visitor: Visitor, _: Council) -> None:
    serve(visitor)
    visitor.go("/desk/help/wrap-up")


@scene("desk-wrap-up", "wrong", role="adviser", shows=WRONG, status=422, form="desk-wrap-up")
def wrap_up_wrong(visitor: Visitor, _: Council) -> None:
    serve(visitor)
    visitor.post("/desk/help/wrap-up")


@scene("desk-help", "contact ended", role="adviser", shows=DONE)
def ended(visitor: Visitor, _: Council) -> None:
    serve(visitor)
    visitor.post("/desk/help/wrap-up", reason="report", ending="resolved")
