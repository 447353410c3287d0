"""A council with a day's work on it, in every state that a page can be asked to show; and one with nothing at all."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from channels.resident_web.resident import publish_demo
from integration.cases.scene import Cast, make_cast, opener
from integration.correspondence import carriers
from integration.correspondence.conftest import notice
from portreeve.config.generate.borough import gazetteer
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts import loading
from portreeve.foundation.accounts.models import Account
from portreeve.foundation.accounts.types import NewColleague
from portreeve.foundation.clock import api as clock
from portreeve.foundation.files import api as files
from portreeve.foundation.outbox.models import Letter, OutboxEvent
from portreeve.foundation.personal_data import api as personal_data
from portreeve.foundation.personal_data.types import HoldReason
from portreeve.foundation.pure.actor import resident, system
from portreeve.foundation.pure.channel import Channel, Medium
from portreeve.foundation.pure.events import Recorded
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases import api as cases
from portreeve.modules.cases import jobs as case_jobs
from portreeve.modules.cases.events import CaseChased
from portreeve.modules.cases.models import Failure, Reporter
from portreeve.modules.cases.types import Audience, ClosingReason
from portreeve.modules.contacts import jobs as contact_jobs
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence import jobs as post_jobs
from portreeve.modules.correspondence.types import LinkPurpose, LinkTo
from portreeve.modules.journeys import api as journeys
from portreeve.modules.people import api as people
from portreeve.modules.people.types import NewRegistration, SafeContact
from portreeve.modules.places import api as places
from portreeve.modules.places.types import NewAddress, NewStreet, Ward

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""A Monday morning."""
DEMO = Path(__file__).parents[3] / "demo"
BY = system("tests")
LONG = "The sofa stands behind the flats and can only be reached from the lane. " * 6 + "w" * 90


@dataclass
class Council:
    """What is there, by what addresses call it."""

    cast: Cast
    cases: dict[str, Any] = field(default_factory=dict)
    """By what became of them."""
    known: dict[str, str] = field(default_factory=dict)
    """Ids and codes that addresses name."""

    def link(self, purpose: LinkPurpose, subject: Any, party: Any, *, at: datetime = NOW) -> str:
        """Make a link as the messages do; returns its token."""
        return correspondence.make_link(to=LinkTo(purpose, subject), party=party, by=BY, at=at)

    def reporter(self, which: str) -> Reporter:
        """Return the part of whoever reported a case."""
        return Reporter.objects.get(case=self.cases[which].case)


def bare() -> None:
    """Make a council in its first minute: staff, services and words, and nobody has been in touch."""
    clock.set_for_demo(NOW)
    loading.load_staff(folder=DEMO, by=BY, at=NOW, demo_password="quayside demo")
    publish_demo()
    correspondence.publish_templates(folder=DEMO / "templates", by=BY, at=NOW)


def busy() -> Council:
    """Make a council at work."""
    carriers.fresh()
    bare()
    council = Council(make_cast(), known=_streets())
    _cases(council)
    _post(council)
    _change(council)
    council.known["hold"] = str(hold(council))
    council.known["account"] = str(Account.objects.get(email="sam.okafor@haverstock.example").id)
    council.known["invitation"] = link_of(colleague())
    _waiting(council)
    return council


def _streets() -> dict[str, str]:
    """Load the wards and one street with its addresses; returns what addresses call them by."""
    found = list(gazetteer(DEMO / "places", addresses=1500))
    street = next(r for r in found if isinstance(r, NewStreet) and r.name == "Quay Street")
    wanted = [r for r in found if isinstance(r, Ward) or r is street]
    wanted += [r for r in found if isinstance(r, NewAddress) and r.street == street.usrn]
    places.use_sources()
    places.load_gazetteer(records=wanted, source="Quay Street", by=BY, at=NOW)
    ward = next(r.code for r in wanted if isinstance(r, Ward))
    postcode = next(r.postcode for r in wanted if isinstance(r, NewAddress))
    return {"street": street.usrn, "ward": ward, "postcode": postcode}


def picture() -> io.BytesIO:
    """Return a small photograph."""
    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (40, 30), "#0b4b54").save(held, "JPEG")
    held.seek(0)
    return held


def _cases(council: Council) -> None:
    """Open cases and bring each to its state."""
    cast, open_one = council.cast, opener()
    made = council.cases
    made["broken"] = open_one(cast.amina, at=NOW - timedelta(days=14))
    case_jobs.keep_promises(NOW)
    made["private"] = open_one(cast.gwen, service="anti-social-behaviour")
    made["asked"] = open_one(cast.amina)
    cases.note(case=made["asked"].case, text=LONG, by=BY, at=NOW)
    kept = files.receive(stream=picture(), name="sofa.jpg", purpose="case", by=BY, at=NOW)
    cases.update(case=made["asked"].case, text="Seen.", audience=Audience.REPORTERS, files=(kept.id,), by=BY, at=NOW)
    part = council.reporter("asked")
    question = cases.ask_reporter(
        case=made["asked"].case, reporter=part.id, text="Which side of the house?", by=BY, at=NOW
    )
    made["done"] = open_one(cast.amina)
    photo = files.receive(stream=picture(), name="cleared.jpg", purpose="case", by=BY, at=NOW)
    cases.done(case=made["done"].case, text="We cleared it.", files=(photo.id,), by=BY, at=NOW)
    made["closed"] = open_one(cast.dorothy)
    cases.close(case=made["closed"].case, reason=ClosingReason.NOT_FOUND, text="Nothing there.", by=BY, at=NOW)
    made["passed on"] = open_one(cast.dorothy)
    cases.pass_on(case=made["passed on"].case, body="Highways England", by=BY, at=NOW)
    made["scheduled"] = open_one(cast.ruth)
    cases.schedule(case=made["scheduled"].case, on=(NOW + timedelta(days=2)).date(), text="", by=BY, at=NOW)
    made["nameless"] = open_one(None)
    for _ in range(3):
        open_one(cast.dorothy, service="missed-bin")
    failure = Failure.objects.order_by("id").first()
    assert failure
    council.known |= {"file": str(kept.id), "failure": str(failure.id), "question": str(question)}
    council.known |= {"public": made["asked"].public_id, "private": made["private"].public_id}


def _post(council: Council) -> None:
    """Owe a call to somebody with needs, and be uncertain of a message."""
    cast = council.cast
    people.give_need(party=cast.dorothy, need="hearing", by=BY, at=NOW)
    people.set_safe_contact(party=cast.dorothy, safe=SafeContact(say_nothing=True), by=BY, at=NOW)
    correspondence.send(notice=notice(cast.dorothy), by=BY, at=NOW)
    call = correspondence.calls_owed(actor=BY, at=NOW).rows[0]
    carriers.MAIL.failures.append(carriers.unsure())
    dispatch = correspondence.send(notice=notice(cast.amina), by=BY, at=NOW)
    post_jobs.carry(dispatch)
    council.known |= {"call": str(call.id), "dispatch": str(dispatch), "person": str(cast.dorothy)}


def _change(council: Council) -> None:
    """Register a change of address that two holders must hear of, and an event that could not be taken."""
    for code, name in (("roll", "Electoral roll"), ("library", "Libraries and the mobile library van")):
        mailbox = f"{code}@haverstock.example"
        holder = people.set_holder(
            code=code, name=name, mailbox=mailbox, promise="5 working days", team="registrations", by=BY, at=NOW
        )
    new = NewRegistration(
        service="change-of-address",
        version="",
        holders=("roll", "library"),
        subject=council.cast.amina,
        told=council.cast.amina,
        key="one",
        details={"New address": "9 Castle Road\nHaverstock\nHV1 2AB", "From": "1 December 2026"},
    )
    made = people.register_change(change=new, by=BY, at=NOW)
    told = people.registration(made.id).holders[0].id
    event = OutboxEvent.objects.order_by("id").first()
    assert event
    letter = Letter.objects.create(
        handler="insight.count",
        event=event,
        subject=event.subject,
        state="dead",
        attempts=8,
        since=NOW,
        next_at=NOW,
        error="ValueError at insight/operations/counting.py:41 count",
    )
    council.known |= {
        "registration": str(made.id),
        "notice": str(told),
        "letter": str(letter.id),
        "holder": council.link(LinkPurpose.HOLDER, told, holder),
    }


def _waiting(council: Council) -> None:
    """Leave one journey for a person to finish, and begin one at the desk."""
    amina = resident(None)
    left = journeys.start(service="missed-bin", language="en", channel=Channel.WEB, by=amina, at=NOW)
    view = journeys.step(left, actor=amina, at=NOW)
    journeys.take(journey=left, revision=view.revision, raw={"action": "person"}, medium=Medium.WEB, by=amina, at=NOW)
    council.known["waiting"] = str(left)


def colleague() -> UUID:
    """Make Gwen Pritchard's account, who has not begun."""
    gwen = NewColleague(email="gwen.pritchard@haverstock.example", name="Gwen Pritchard", language="cy", role="officer")
    return accounts.add_colleague(new=gwen, folder=DEMO, by=BY, at=NOW)


def link_of(account: UUID, *, at: datetime = NOW) -> str:
    """Return the token of somebody's link, as the email has it."""
    made = accounts.make_invitation_token(account=account, by=BY, at=at)
    assert made
    accounts.note_sent(account=account, by=BY, at=at)
    return made[0]


def hold(council: Council) -> Any:
    """Place a hold on somebody's records; returns it."""
    return personal_data.place_hold(
        party=council.cast.amina, reason=HoldReason.OMBUDSMAN, reference="LGSCO 26 011 222", by=BY, at=NOW
    )


def in_touch(case: Any) -> None:
    """Let somebody have been in touch about a case: it was asked for by phone, in one contact."""
    by = replace(BY, channel=Channel.PHONE)
    event = CaseChased(subject=case, service="fly-tipping", team="street-scene", cause="no news", channel="phone")
    contact_jobs.follow(Recorded(uuid7(), event, NOW, by.kind, by.id, by.channel, None, "", uuid7()))


def give_passkey() -> int:
    """Give Sam Okafor a passkey, as a browser would have made it; returns its number."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from fido2 import cose, webauthn
    from fido2.utils import sha256, websafe_encode

    point = {1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32}
    key = webauthn.AttestedCredentialData.create(webauthn.Aaguid.NONE, b"k" * 16, cose.ES256(point))
    flags = webauthn.AuthenticatorData.FLAG.UP | webauthn.AuthenticatorData.FLAG.AT
    made = webauthn.AttestationObject.create(
        "none", webauthn.AuthenticatorData.create(sha256(b"testserver"), flags, 0, key), {}
    )
    said = webauthn.CollectedClientData.create("webauthn.create", b"c" * 32, "http://testserver")
    credential = {
        "id": websafe_encode(b"k" * 16),
        "rawId": websafe_encode(b"k" * 16),
        "type": "public-key",
        "response": {"clientDataJSON": websafe_encode(said), "attestationObject": websafe_encode(made)},
        "clientExtensionResults": {},
    }
    sam = Account.objects.get(email="sam.okafor@haverstock.example")
    data = {"name": "The key on the desk", "credential": credential}
    RecoveryCodes.activate(sam)
    return int(Authenticator.objects.create(user=sam, type="webauthn", data=data).pk)


def recovery_code() -> str:
    """Return a code that serves once in place of Sam Okafor's passkey."""
    from allauth.mfa.models import Authenticator

    return str(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0])
