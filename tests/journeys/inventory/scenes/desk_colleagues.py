"""States of somebody new at the desk: their account made, the link they are sent, and how they begin."""

from __future__ import annotations

from datetime import timedelta

from django.test import override_settings

from journeys.inventory.council import NOW, Council, link_of
from journeys.inventory.scene import DONE, WRONG, scene
from journeys.inventory.scenes.desk_accounts import of
from journeys.inventory.visitor import Visitor
from portreeve.foundation.accounts.models import Account
from portreeve.foundation.clock import api as clock

NEW = "/desk/staff/new"
GWEN = "gwen.pritchard"
OWN_WAY = override_settings(IDENTITY_PROVIDER=None)
"""The council has no accounts of its own elsewhere: people begin by a link."""


def gwens() -> Account:
    """Return Gwen Pritchard's account, who has not begun."""
    return Account.objects.get(email=f"{GWEN}@haverstock.example")


def first(token: str) -> str:
    """Return the address of a one-time link."""
    return f"/desk/account/invitation/{token}/"


@scene("desk-account-new", "by a link", role="administrator", shows='name="email"')
def by_a_link(visitor: Visitor, _: Council) -> None:
    with OWN_WAY:
        visitor.go(NEW)


@scene("desk-account-new", "wrong", role="administrator", shows=WRONG, status=422, form="desk-account-new")
def new_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post(NEW, name="", email="karim.haddad@haverstock.example", language="cy", role="officer", teams="waste")


@scene("desk-account-new", "taken", role="administrator", shows=WRONG, status=422)
def new_taken(visitor: Visitor, _: Council) -> None:
    visitor.post(NEW, name="Priya Nair", email="priya.nair@haverstock.example")


@scene("desk-account", "made", role="administrator", shows=DONE)
def made(visitor: Visitor, _: Council) -> None:
    with OWN_WAY:
        visitor.post(NEW, name="Karim Haddad", email="karim.haddad@haverstock.example", role="officer", teams="waste")


@scene("desk-account", "made, no link", role="administrator", shows=DONE)
def made_without(visitor: Visitor, _: Council) -> None:
    visitor.post(NEW, name="Karim Haddad", email="karim.haddad@haverstock.example")


@scene("desk-account", "link sent", role="administrator", shows="act-invite")
def link_sent(visitor: Visitor, _: Council) -> None:
    with OWN_WAY:
        visitor.go(of(GWEN))


@scene("desk-account", "never sent one", role="administrator", shows="act-invite")
def never_sent_one(visitor: Visitor, _: Council) -> None:
    Account.objects.filter(email="tom.fletcher@haverstock.example").update(last_login=None)
    with OWN_WAY:
        visitor.go(of("tom.fletcher"))


@scene("desk-account-new", "team gone", role="administrator", shows=WRONG, status=422)
def team_gone(visitor: Visitor, _: Council) -> None:
    visitor.post(NEW, name="Karim Haddad", email="karim.haddad@haverstock.example", role="officer", teams="nowhere")


@scene("desk-account", "link ended", role="administrator", shows="act-invite")
def link_ended(visitor: Visitor, _: Council) -> None:
    clock.set_for_demo(NOW + timedelta(days=8))
    with OWN_WAY:
        visitor.go(of(GWEN))


@scene("desk-account", "link sent again", role="administrator", shows=DONE)
def sent_again(visitor: Visitor, _: Council) -> None:
    with OWN_WAY:
        visitor.post(f"{of(GWEN)}/invite")


@scene("desk-account-invite", "begun", role="administrator", status=409)
def begun(visitor: Visitor, _: Council) -> None:
    Account.objects.filter(id=gwens().id).update(last_login=NOW)
    visitor.post(f"{of(GWEN)}/invite")


@scene("desk-invitation", "good", role="nobody", shows="<form")
def good(visitor: Visitor, _: Council) -> None:
    visitor.go(first(link_of(gwens().id)))


@scene("desk-invitation", "ended", role="nobody", status=410)
def ended(visitor: Visitor, _: Council) -> None:
    token = link_of(gwens().id)
    clock.set_for_demo(NOW + timedelta(days=8))
    visitor.go(first(token))


@scene("desk-invitation", "used", role="nobody", status=410)
def used(visitor: Visitor, _: Council) -> None:
    token = link_of(gwens().id)
    visitor.post(first(token))
    visitor.post("/desk/account/logout/")
    visitor.go(first(token))


@scene("desk-invitation", "signed in already", role="officer", status=409)
def signed_in(visitor: Visitor, _: Council) -> None:
    visitor.go(first(link_of(gwens().id)))


@scene("mfa_add_webauthn", "the first", role="nobody")
def first_passkey(visitor: Visitor, _: Council) -> None:
    visitor.post(first(link_of(gwens().id)))
