"""States of the rest of the public site, the holders' door and the demo's own pages."""

from __future__ import annotations

from journeys.inventory.council import Council
from journeys.inventory.scene import EVERY, WRONG, scene
from journeys.inventory.scenes.journey import STEP, withdraw
from journeys.inventory.visitor import Visitor

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
