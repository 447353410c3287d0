"""States of looking after staff accounts."""

from __future__ import annotations

from journeys.inventory.council import Council, give_passkey
from journeys.inventory.scene import DONE, WRONG, scene
from journeys.inventory.visitor import Visitor
from portreeve.foundation.accounts.models import Account


def of(name: str) -> str:
    """Return the address of somebody's account."""
    return f"/desk/staff/{Account.objects.get(email=f'{name}@haverstock.example').id}"


@scene("desk-staff", "found", role="administrator", shows="Priya Nair")
def found(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/staff", said="nair")


@scene("desk-staff", "nobody found", role="administrator", shows="pr-empty")
def nobody(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/staff", said="zebra")


@scene("desk-staff", "none closed", role="administrator", shows="pr-empty")
def none_closed(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/staff?only=closed")


@scene("desk-account", "one's own", role="administrator", shows="govuk-inset-text")
def own(visitor: Visitor, _: Council) -> None:
    visitor.go(of("ines.duarte"))


@scene("desk-account", "given", role="administrator", shows=DONE)
def given(visitor: Visitor, _: Council) -> None:
    visitor.post(f"{of('priya.nair')}/give", act="case.bulk", team="waste", private="yes")


@scene("desk-account", "role given", role="administrator", shows=DONE)
def role_given(visitor: Visitor, _: Council) -> None:
    visitor.post(f"{of('priya.nair')}/role", role="manager", teams="parks")


@scene("desk-account", "passkey taken away", role="administrator", shows=DONE)
def reset(visitor: Visitor, _: Council) -> None:
    give_passkey()
    visitor.post(f"{of('sam.okafor')}/reset")


@scene("desk-account", "closed", role="administrator", shows="act-open")
def closed(visitor: Visitor, _: Council) -> None:
    visitor.post(f"{of('sam.okafor')}/close")


@scene("desk-account-give", "wrong", role="administrator", shows=WRONG, status=422, form="desk-account-give")
def give_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post(f"{of('priya.nair')}/give")


@scene("desk-account-role", "wrong", role="administrator", shows=WRONG, status=422, form="desk-account-role")
def role_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post(f"{of('priya.nair')}/role")


@scene("desk-account-close", "one's own", role="administrator", status=409)
def close_own(visitor: Visitor, _: Council) -> None:
    visitor.post(f"{of('ines.duarte')}/close")
