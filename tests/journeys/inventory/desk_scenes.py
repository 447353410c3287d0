"""States of the desk that somebody must bring about."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from journeys.inventory.council import Council, give_passkey, in_touch, recovery_code
from journeys.inventory.public_scenes import AMINA, CHECK, PHOTO, replies
from journeys.inventory.scene import DONE, WRONG, scene
from journeys.inventory.visitor import Visitor
from portreeve.channels.staff_desk.acts import ACTS, DeskAct, Kind

ASSIST = "desk-assist-step"


# Signing in


@scene("account_login", "wrong", role="nobody", shows=WRONG, form="account_login")
def sign_in_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/account/login/", login="sam.okafor@haverstock.example", password="no")


@scene("account_request_login_code", "wrong", role="nobody", shows=WRONG, form="account_request_login_code")
def code_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/account/login/code/", email="nobody")


@scene("account_confirm_login_code", "code sent", role="nobody")
def code_sent(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/account/login/code/", email="sam.okafor@haverstock.example")


@scene("account_confirm_login_code", "wrong", role="nobody", shows=WRONG, form="account_confirm_login_code")
def confirm_wrong(visitor: Visitor, council: Council) -> None:
    code_sent(visitor, council)
    visitor.post(code="000000")


def signed_in(visitor: Visitor) -> None:
    """Sign in by password."""
    visitor.post("/desk/account/login/", login="sam.okafor@haverstock.example", password="quayside demo")


def surely(visitor: Visitor, address: str) -> None:
    """Sign in, and go where the sign-in library wants the password, or a code, once more."""
    signed_in(visitor)
    if visitor.route == "mfa_authenticate":
        visitor.post(code=recovery_code())
    visitor.go(address)
    if visitor.route == "account_reauthenticate":
        visitor.post(password="quayside demo")


@scene("mfa_list_webauthn", "none yet", role="nobody")
def passkeys(visitor: Visitor, _: Council) -> None:
    signed_in(visitor)
    visitor.go("/desk/account/2fa/webauthn/")


@scene("mfa_list_webauthn", "one", role="nobody", shows="The key on the desk")
def passkey_listed(visitor: Visitor, _: Council) -> None:
    signed_in(visitor)
    give_passkey()
    visitor.go("/desk/account/2fa/webauthn/")


@scene("mfa_remove_webauthn", "sure", role="nobody", shows="The key on the desk")
def passkey_remove(visitor: Visitor, _: Council) -> None:
    surely(visitor, f"/desk/account/2fa/webauthn/keys/{give_passkey()}/remove/")


@scene("mfa_view_recovery_codes", "codes", role="nobody")
def recovery_codes(visitor: Visitor, _: Council) -> None:
    give_passkey()
    surely(visitor, "/desk/account/2fa/recovery-codes/")


@scene("mfa_add_webauthn", "add", role="nobody")
def passkey_add(visitor: Visitor, _: Council) -> None:
    surely(visitor, "/desk/account/2fa/webauthn/add/")


@scene("mfa_add_webauthn", "wrong", role="nobody", shows=WRONG, form="mfa_add_webauthn")
def passkey_wrong(visitor: Visitor, _: Council) -> None:
    surely(visitor, "/desk/account/2fa/webauthn/add/")
    visitor.post(name="")


@scene("mfa_authenticate", "ask for the passkey", role="nobody")
def passkey_asked(visitor: Visitor, _: Council) -> None:
    give_passkey()
    signed_in(visitor)


@scene("mfa_authenticate", "wrong", role="nobody", shows=WRONG, form="mfa_authenticate")
def passkey_refused(visitor: Visitor, council: Council) -> None:
    passkey_asked(visitor, council)
    visitor.post(code="12345678")


@scene("mfa_reauthenticate", "ask for a code", role="adviser")
def again_by_code(visitor: Visitor, _: Council) -> None:
    give_passkey()
    visitor.go("/desk/account/2fa/reauthenticate/")


@scene("mfa_reauthenticate", "wrong", role="adviser", shows=WRONG, form="mfa_reauthenticate")
def again_by_wrong_code(visitor: Visitor, _: Council) -> None:
    give_passkey()
    visitor.post("/desk/account/2fa/reauthenticate/", code="12345678")


@scene("mfa_reauthenticate_webauthn", "ask for the passkey", role="adviser")
def again_by_passkey(visitor: Visitor, _: Council) -> None:
    give_passkey()
    visitor.go("/desk/account/2fa/webauthn/reauthenticate/")


@scene("account_reauthenticate", "ask again", role="adviser")
def again(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/account/reauthenticate/")


@scene("account_reauthenticate", "wrong", role="adviser", shows=WRONG, form="account_reauthenticate")
def again_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/account/reauthenticate/", password="no")


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


# People, calls, changes, events


@scene("desk-person-details", "wrong", role="adviser", shows=WRONG, status=422, form="desk-person-details")
def details_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/details", email="nobody")


@scene("desk-person-safe", "wrong", role="adviser", shows=WRONG, status=422, form="desk-person-safe")
def safe_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/safe", not_before="noon")


@scene("desk-person", "saved", role="adviser", shows=DONE)
def person_saved(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/needs", need=["sight", "interpreter"])


@scene("desk-person-new", "wrong", role="adviser", shows=WRONG, status=422, form="desk-person-new")
def new_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/people/new", name="")


@scene("desk-call-made", "wrong", role="adviser", shows=WRONG, status=422, form="desk-call-made")
def call_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/calls/{council.known['call']}/made")


@scene("desk-call-hand", "wrong", role="adviser", shows=WRONG, status=422, form="desk-call-hand")
def hand_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/calls/{council.known['call']}/hand-over")


@scene("desk-settle", "wrong", role="adviser", shows=WRONG, status=422, form="desk-settle")
def settle_wrong(visitor: Visitor, council: Council) -> None:
    known = council.known
    visitor.post(f"/desk/changes/{known['registration']}/{known['notice']}", act="refuse")


@scene("desk-registrations", "all", role="adviser")
def all_changes(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/changes?only=all")


@scene("desk-events", "tried again", role="administrator", shows=DONE)
def tried_again(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/events/{council.known['letter']}", act="retry")


@scene("desk-holds", "person found", role="administrator", shows="Dorothy Marsh")
def hold_found(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/holds", said="Dorothy Marsh")


@scene("desk-holds", "nobody found", role="administrator")
def hold_nobody(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/holds", said="Zebedee Quux")


@scene("desk-hold-new", "on whom one is", role="administrator", shows="LGSCO")
def hold_again(visitor: Visitor, council: Council) -> None:
    visitor.go(f"/desk/people/{council.cast.amina}/hold")


@scene("desk-hold-new", "wrong", role="administrator", shows=WRONG, status=422, form="desk-hold-new")
def hold_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/hold")


@scene("desk-hold-new", "reference wrong", role="administrator", shows=WRONG, status=422)
def hold_reference_wrong(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/people/{council.known['person']}/hold", reason="ombudsman", reference="x" * 500)


@scene("desk-holds", "released", role="administrator", shows=DONE)
def hold_released(visitor: Visitor, council: Council) -> None:
    visitor.post(f"/desk/holds/{council.known['hold']}/release")


@scene("desk-area", "streets found", role="councillor", shows="Quay Street")
def streets_found(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/area?street=Quay")


# Helping somebody


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


@scene(ASSIST, "place", role="adviser")
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
