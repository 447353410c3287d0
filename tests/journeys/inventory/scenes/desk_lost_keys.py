"""States of the desk in which something was sealed with a key that is no longer there."""

from __future__ import annotations

from journeys.inventory.council import BY, NOW, Council
from journeys.inventory.scene import scene
from journeys.inventory.visitor import Visitor
from lost_keys import key_lost
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts.models import Account
from portreeve.foundation.pure.actor import Grant
from portreeve.modules.people import api as people
from portreeve.modules.people.models import Registration
from portreeve.modules.people.types import NewRegistration

LOST = {"$sealed": "of-a-ring-that-is-lost"}
SAID = "(cannot be read on this computer|Ni ellir darllen)"
"""What stands in its place."""


@scene("desk-case", "an answer's key is lost", role="private officer")
def case(visitor: Visitor, council: Council) -> None:
    part = council.reporter("private")
    part.answers = {**part.answers, "happened": {"value": LOST, "personal": "special"}}
    part.save()
    visitor.go(f"/desk/cases/{council.known['private']}")
    visitor.found(SAID)


@scene("desk-registration", "a detail's key is lost", role="adviser")
def registration(visitor: Visitor, council: Council) -> None:
    sam = Account.objects.get(email="sam.okafor@haverstock.example").id
    accounts.give_grant(account=sam, grant=Grant("person.view", private=True), by=BY, at=NOW)
    before = Registration.objects.get(id=council.known["registration"])
    new = NewRegistration(
        service=before.service,
        version=before.version,
        holders=tuple(before.notices.values_list("holder_id", flat=True)),
        subject=before.subject_id,
        told=before.told_id,
        details={"New address": "9 Castle Road", "Why they move": "He found me"},
        special=frozenset({"Why they move"}),
        key="with a key that is lost",
    )
    row = Registration.objects.get(id=people.register_change(change=new, by=BY, at=NOW).id)
    row.details = key_lost(row.details)
    row.save()
    visitor.go(f"/desk/changes/{row.id}")
    visitor.found(SAID)
