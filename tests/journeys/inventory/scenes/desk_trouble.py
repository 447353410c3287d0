"""States of the desk when something broke, or a page lay open too long."""

from __future__ import annotations

from unittest.mock import patch

from journeys.inventory.council import Council
from journeys.inventory.scene import scene
from journeys.inventory.visitor import Visitor

BROKEN = RuntimeError("broken on purpose")


@scene("desk-list", "broken", role="manager", status=500, shows="pr-desk")
def broken(visitor: Visitor, _: Council) -> None:
    visitor.client.raise_request_exception = False
    with patch("portreeve.modules.cases.api.inbox", side_effect=BROKEN):
        visitor.go("/desk/cases")


@scene("desk-act", "broken", role="manager", status=500, shows="Rung twice.")
def broken_form(visitor: Visitor, council: Council) -> None:
    visitor.client.raise_request_exception = False
    with patch("portreeve.modules.cases.api.case", side_effect=BROKEN):
        visitor.post(f"/desk/cases/{council.known['public']}/note", text="Rung twice.")


@scene("account_login", "broken", role="nobody", status=500, shows="pr-desk")
def broken_door(visitor: Visitor, _: Council) -> None:
    visitor.client.raise_request_exception = False
    with patch("portreeve.foundation.accounts.api.provider_name", side_effect=[BROKEN, ""]):
        visitor.go("/desk/account/login/")


@scene("desk-home", "broken", role="manager", status=503, shows="pr-desk")
def full(visitor: Visitor, _: Council) -> None:
    visitor.client.raise_request_exception = False
    with patch("portreeve.modules.cases.api.saved_filters", side_effect=OSError(28, "No space left on device")):
        visitor.go("/desk/")


@scene("desk-save", "page open too long", role="manager", status=403, shows="Late ones")
def stale(visitor: Visitor, _: Council) -> None:
    visitor.client.handler.enforce_csrf_checks = True
    visitor.post("/desk/cases/save", name="Late ones")
