"""Acts about a change whose special detail 0.1.0 sealed: written as 0.1.0 wrote it, and read everywhere it is read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from portreeve.foundation.clock import api as clock
from portreeve.foundation.keys import api as keys
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant, system
from portreeve.foundation.pure.channel import Channel
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import LinkPurpose, LinkTo
from portreeve.modules.people import api as people
from portreeve.modules.people.models import Registration
from portreeve.modules.people.types import NewParty, NewRegistration

BY = system("upgrade")


def write(_: dict[str, Any]) -> dict[str, Any]:
    """Keep a change as 0.1.0 did, in tables that have its migrations of people only; returns whose it is."""
    at = clock.now()
    party = people.add_party(new=NewParty(name="Gwen Pritchard", email="gwen@example.com"), by=BY, at=at)
    people.set_holder(
        code="upgrade", name="Rents", mailbox="r@example.com", promise="5 working days", team="t", by=BY, at=at
    )
    change = NewRegistration(
        service="change-of-address",
        version="v1",
        holders=("upgrade",),
        subject=party,
        told=party,
        details={"Rent": "-", "Moved in": "-", "Note": "-"},
        key="upgrade",
    )
    made = people.register_change(change=change, by=BY, at=at)
    about = {"question": "rent", "keep": "", "people": False, "special": True}
    row = Registration.objects.get(id=made.id)
    row.details = [
        ["Rent", {"$sealed": keys.seal(b"12.50")}, about],
        ["Moved in", "$sealed", about | {"special": False}],  # a text that reads like the mark is a text
        ["Note", None, {"question": "note"}],
    ]
    row.save()
    MigrationRecorder(connection).record_unapplied("portreeve_people", "0002_sealed_details")
    return {"party": str(party), "change": str(made.id)}


def read(told: dict[str, Any]) -> dict[str, Any]:
    """Return what the same change says: kept, to its person, to a trusted officer, and on the page of its holder."""
    at, change = clock.now(), UUID(told["change"])
    notice = people.registration(change).holders[0].id
    holder = people.holders()["upgrade"].party
    token = correspondence.make_link(to=LinkTo(LinkPurpose.HOLDER, notice), party=holder, by=BY, at=at)
    officer = Actor(ActorKind.STAFF, "upgrade", Channel.WEB, frozenset({Grant("person.view", private=True)}))
    [exported] = personal_data.export(party=UUID(told["party"]), by=BY, at=at).tables["portreeve_people.Registration"]
    return {
        "kept": Registration.objects.get(id=change).details,
        "exported": exported["details"],
        "officer": dict(people.view_registration(registration=change, actor=officer, at=at).details),
        "page": Client(SERVER_NAME="localhost").get(f"/holder/{token}").content.decode(),
    }
