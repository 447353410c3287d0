"""States of the desk's lists and of a case at the desk."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from journeys.inventory.council import BY, NOW, Council, in_touch
from journeys.inventory.scene import DONE, WRONG, scene
from journeys.inventory.visitor import Visitor
from portreeve.channels.staff_desk.acts import ACTS, DeskAct, Kind
from portreeve.foundation.personal_data import api as personal_data

# Lists


@scene("desk-list", "nothing found", role="manager", shows="pr-empty")
def list_nothing(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/cases?words=zebra")


@scene("desk-list", "saved", role="manager", shows=DONE)
def list_saved(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/cases/save", name="Mine")


@scene("desk-home", "with a saved list", role="manager", shows="Mine")
def home_saved(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/cases/save", name="Mine")
    visitor.go("/desk/")


@scene("desk-save", "wrong", role="manager", shows=WRONG, status=422, form="desk-save")
def save_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/cases/save", name="")


@scene("desk-bulk", "nothing ticked", role="manager", shows=WRONG, status=422, form="desk-bulk")
def bulk_nothing(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/cases/bulk", act="update")


@scene("desk-bulk", "no text", role="manager", shows=WRONG, status=422)
def bulk_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post("/desk/cases/bulk", act="update", case=str(council.cases["asked"].case))


@scene("desk-list", "done for some", role="manager", shows=DONE)
def bulk_done(visitor: Visitor, council: Council) -> None:
    ticked = [str(council.cases[which].case) for which in ("asked", "closed")]
    visitor.post("/desk/cases/bulk", act="close", reason="not found", text="Gone.", case=ticked)


def _find(by: str, said: str, shows: str) -> None:
    @scene("desk-find", f"{by} {said}", role="adviser", shows=shows)
    def reach(visitor: Visitor, _: Council) -> None:
        visitor.post("/desk/find", said=said, by=by)


_find("person", "Dorothy Marsh", "pr-people")
_find("person", "Zebedee Quux", "pr-empty")
_find("place", "Quay Street", "pr-panels")
_find("case", "Mill Lane", "pr-table")
_find("case", "zebra", "pr-empty")


# A case


def _case(which: str) -> None:
    @scene("desk-case", which, role="manager")
    def reach(visitor: Visitor, council: Council) -> None:
        visitor.go(f"/desk/cases/{council.cases[which].public_id}")


for _which in ("broken", "done", "closed", "passed on", "scheduled", "nameless"):
    _case(_which)


@scene("desk-case", "private", role="private officer")
def private(visitor: Visitor, council: Council) -> None:
    visitor.go(f"/desk/cases/{council.known['private']}")


@scene("desk-case", "erased", role="private officer")
def erased(visitor: Visitor, council: Council) -> None:
    personal_data.erase(party=council.cast.gwen, erase_file=lambda _: None, by=BY, at=NOW)
    visitor.go(f"/desk/cases/{council.known['private']}")


@scene("desk-case", "private, to others", role="officer", status=404)
def private_to_others(visitor: Visitor, council: Council) -> None:
    visitor.go(f"/desk/cases/{council.known['private']}")


@scene("desk-case", "noted", role="manager", shows=DONE)
def noted(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/cases/{council.known['public']}/note", text="Rung twice.")


@scene("desk-act", "changed meanwhile", role="manager", shows=WRONG, status=409)
def changed(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/cases/{council.known['public']}/update", text="Seen.", audience="public", revision="1")


@scene("desk-act", "no such act", role="manager", status=404)
def no_act(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/cases/{council.known['public']}/dance")


def _needs(act: DeskAct) -> bool:
    """Say whether an act can be left without what it needs."""
    return any(not ask.optional and ask.kind is not Kind.OWNER for ask in act.asks)


def _act_wrong(act: DeskAct) -> None:
    @scene("desk-act", f"{act.name} wrong", role="manager", shows=WRONG, status=422, form=f"desk-act {act.name}")
    def reach(visitor: Visitor, council: Council) -> None:
        visitor.post(f"/desk/cases/{council.known['public']}/{act.name}")


for _act in ACTS:
    if _needs(_act):
        _act_wrong(_act)


@scene("desk-act", "assigned to nobody we know", role="manager", shows=WRONG, status=422, form="desk-act assign")
def assign_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/cases/{council.known['public']}/assign", owner=council.known["public"])


@scene("desk-act", "a file that is no photo", role="manager", shows=WRONG, status=422, form="desk-act done")
def no_photo(visitor: Visitor, council: Council) -> None:
    wrong = SimpleUploadedFile("sofa.jpg", b"#!/bin/sh", content_type="image/jpeg")
    visitor.post(f"/desk/cases/{council.known['public']}/done", files=wrong)


@scene("desk-case", "a duplicate", role="manager", shows="act-apart")
def duplicate_shown(visitor: Visitor, council: Council) -> None:
    copy = council.cases["scheduled"]
    visitor.post(f"/desk/cases/{copy.public_id}/duplicate", original=council.known["public"])


@scene("desk-case", "taken apart", role="manager", shows=DONE)
def taken_apart(visitor: Visitor, council: Council) -> None:
    duplicate_shown(visitor, council)
    visitor.post(f"/desk/cases/{council.cases['scheduled'].public_id}/apart", text="Another sofa.")


@scene("desk-case", "with contacts", role="manager", shows='id="contacts"')
def contacts_shown(visitor: Visitor, council: Council) -> None:
    in_touch(council.cases["asked"].case)
    visitor.go(f"/desk/cases/{council.known['public']}")


@scene("desk-home", "an alert put away", role="manager", shows=DONE)
def alert_put_away(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/")
    shown = re.search(r'name="alert" value="([^"]+)"', visitor.html)
    assert shown, "no alert is shown"
    visitor.post("/desk/alerts/seen", alert=shown[1])


@scene("desk-fill", "wrong", role="manager", shows=WRONG, status=422, form="desk-fill")
def cause_wrong(visitor: Visitor, council: Council) -> None:
    visitor.go("/desk/promises")
    visitor.post(f"/desk/promises/{council.known['failure']}", cause="other", close="1")
