"""Sessions, services and other people's systems that are gone when somebody presses the button."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from overdue import see_to_overdue
from portreeve.adapters.smtp.carrier import Server, SmtpCarrier
from portreeve.adapters.smtp.compose import Sender
from portreeve.adapters.smtp.twin import DemoMailbox
from portreeve.modules.correspondence.types import Way
from portreeve.modules.places.ports import SourceFailed

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident

HOME = {"line1": "1 Mill Lane", "town": "Haverstock", "postcode": "HV1 2AB"}


@pytest.mark.parametrize(
    ("language", "heading"), [("", "We do not know this page"), ("/cy", "Nid ydym yn adnabod y dudalen hon")]
)
def test_what_was_typed_after_a_session_ended_is_shown_and_a_saved_draft_goes_on(
    resident: Resident, language: str, heading: str
) -> None:
    from django.contrib.sessions.models import Session

    resident.start(language=language)
    resident.post(action="manual")
    question = resident.at
    resident.post(question.partition("/q/")[0] + "/save", detail="amina@example.com")
    code = resident.reference
    resident.go(question)
    ended, _ = Session.objects.all().delete()
    assert ended == 1
    resident.client.cookies.pop("sessionid", None)
    resident.post(question, **HOME)
    assert resident.status == 404
    assert resident.heading == heading
    assert "1 Mill Lane" in resident.page, "it can be copied"
    assert "page_key" not in resident.page
    resident.post(f"{language}/resume", code=code, detail="amina@example.com")
    assert "/q/where" in resident.at, "the draft itself is kept"


@pytest.mark.parametrize(("language", "said"), [("", "rings us instead"), ("/cy", "ffonio ni yn lle hynny")])
def test_a_service_withdrawn_while_somebody_fills_it_in_says_what_to_do_instead(
    resident: Resident, language: str, said: str
) -> None:
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.catalogue import api as catalogue

    resident.start(language=language)
    resident.post(action="manual")
    question = resident.at
    instead = {"en": "Whoever needs it rings us instead.", "cy": "Mae modd ffonio ni yn lle hynny."}
    catalogue.withdraw(service="missed-bin", instead=instead, by=system("tests"), at=clock.now())
    resident.post(question, **HOME)
    assert resident.status == 410
    assert said in resident.page
    resident.post(f"{language}/s/missed-bin/start")
    assert resident.status == 410
    assert said in resident.page


def dead_post() -> dict[Any, Any]:
    """Return carriers whose mail server is a port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    server = Server(host="127.0.0.1", port=port, encrypted=False, seconds=2)
    return {Way.EMAIL: SmtpCarrier(server, Sender(name="Haverstock", address="noreply@haverstock.example"))}


def test_a_report_is_taken_whole_while_the_mail_server_is_dead_and_told_when_it_is_back(
    resident: Resident, settings: Any, tmp_path: Path
) -> None:
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.outbox import api as outbox
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.correspondence import api as correspondence
    from portreeve.modules.correspondence.models import Dispatch

    demo = Path(__file__).parents[3] / "demo"
    correspondence.publish_templates(folder=demo / "templates", by=system("tests"), at=clock.now())
    settings.CARRIERS = "channels.bad_input.test_over_and_gone.dead_post"
    resident.to_check()
    resident.send()
    assert resident.heading == "Report sent"
    assert resident.reference
    outbox.drain()
    see_to_overdue()
    owed = Dispatch.objects.get(way="email")
    assert owed.tries >= 1
    assert owed.settled_at is None, "it is not lost: it is tried again"
    settings.CARRIERS = "channels.bad_input.test_over_and_gone.live_post"
    settings.PORTREEVE_HOME = tmp_path
    Dispatch.objects.update(due_at=clock.now())
    see_to_overdue()
    owed.refresh_from_db()
    assert owed.settled_at is not None
    assert len(live_post()[Way.EMAIL].shown(10)) == 1, "once"


def live_post() -> dict[Any, Any]:
    """Return carriers whose mail server is back."""
    from django.conf import settings

    sender = Sender(name="Haverstock", address="noreply@haverstock.example")
    return {Way.EMAIL: DemoMailbox(settings.PORTREEVE_HOME / "mail", sender)}


class DeadAddresses:
    """An address service with nobody at the other end."""

    def __getattr__(self, name: str) -> Any:
        """Fail whatever is asked, as a client does that reaches nobody."""
        if name == "name":
            return "os places"

        def asked(*_: object, **__: object) -> None:
            raise SourceFailed("timeout", permanent=False, source="os places")

        return asked


@pytest.mark.parametrize("language", ["", "/cy", "/ar"])
def test_a_dead_address_service_leads_to_writing_the_address(resident: Resident, language: str) -> None:
    from portreeve.modules.places import api as places

    places.use_sources(addresses=(DeadAddresses(),))
    try:
        resident.start(language=language)
        resident.post(query="1 Mill Lane")
        assert resident.status == 200
        assert 'name="line1"' in resident.page, "nobody is told that their address does not exist"
        resident.post(**HOME)
        assert "/q/bin" in resident.at
    finally:
        places.use_sources()
