"""The mail server and its twin in the demo pass the same checks: what is taken, what is refused, what is uncertain."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from portreeve.adapters.smtp.carrier import Server, SmtpCarrier
from portreeve.adapters.smtp.compose import Sender
from portreeve.adapters.smtp.twin import DOWN, DemoMailbox
from portreeve.modules.correspondence.ports import Carrier, CarrierFailed, Found, Parcel
from portreeve.modules.correspondence.types import Way

SENDER = Sender("Haverstock Borough Council", "noreply@haverstock.example", replies="reply.haverstock.example")
logging.getLogger("mail.log").setLevel(logging.WARNING)  # the mail server's own, about every line it hears


class Post(Protocol):
    """A carrier and what arrived by it."""

    carrier: Carrier

    def arrived(self) -> list[EmailMessage]: ...

    def go_down(self) -> None: ...


class _Handler:
    """A mail server that fails for the same addresses as the twin does."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        fault = address.partition("@")[0]
        if fault == "refused":
            return "550 5.1.1 No such mailbox here"
        if fault == "blocked":
            return "554 5.7.1 Not from you"
        if fault == "busy":
            return "451 4.3.2 Try again later"
        if fault == "slow":
            await asyncio.sleep(3)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope.original_content or b"")
        if envelope.rcpt_tos[0].startswith("dropped"):
            assert server.transport is not None
            server.transport.abort()
        return "250 taken"


class RealPost:
    """The SMTP adapter against a real mail server on this machine."""

    def __init__(self) -> None:
        self._handler = _Handler()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._controller = Controller(self._handler, hostname="127.0.0.1", port=port)
        self._controller.start()
        server = Server(host="127.0.0.1", port=port, encrypted=False, seconds=1)
        self.carrier: Carrier = SmtpCarrier(server, SENDER)

    def arrived(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self._handler.taken]  # type: ignore[misc]

    def go_down(self) -> None:
        self.stop()

    def stop(self) -> None:
        if self._controller.server is not None:
            self._controller.stop()


class TwinPost:
    """The demo's twin."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mailbox = DemoMailbox(folder, SENDER)
        self.carrier: Carrier = self._mailbox

    def arrived(self) -> list[EmailMessage]:
        return list(self._mailbox.kept())

    def go_down(self) -> None:
        self._folder.mkdir(exist_ok=True)
        (self._folder / DOWN).touch()

    def stop(self) -> None:
        """Nothing runs."""


@pytest.fixture(params=["real", "twin"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    made = RealPost() if request.param == "real" else TwinPost(tmp_path / "mail")
    yield made
    made.stop()


def parcel(to: str = "amina@example.com", **more: str) -> Parcel:
    words = {
        "subject": "Mae eich cais gyda ni: Bin a gollwyd – ŵ",
        "text": "Annwyl Amina\n.\n.dot\nمرحبًا " + "x" * 2000,
    }
    fields = words | {"html": "<p>ŵ مرحبًا</p>", "language": "cy", "reply_token": "abcdefgh"} | more
    return Parcel(dispatch=uuid4(), reference=uuid4(), way=Way.EMAIL, to=to, **fields)  # type: ignore[arg-type]


def test_what_is_sent_arrives_word_for_word_in_any_script(post: Post) -> None:
    sent = parcel()
    message_id = post.carrier.carry(sent)
    [email] = post.arrived()
    assert email["Subject"] == sent.subject
    assert email["To"] == "amina@example.com"
    assert email["From"] == "Haverstock Borough Council <noreply@haverstock.example>"
    assert email["Content-Language"] == "cy"
    assert email["Auto-Submitted"] == "auto-generated"
    assert email["Message-ID"] == message_id == f"<{sent.dispatch}@haverstock.example>"
    plain, page = email.get_body(("plain",)), email.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().replace("\r\n", "\n").strip() == sent.text
    assert "<p>ŵ مرحبًا</p>" in page.get_content()


def test_a_reply_goes_to_an_address_of_its_own_where_there_is_something_to_answer(post: Post) -> None:
    post.carrier.carry(parcel())
    post.carrier.carry(parcel(reply_token=""))
    answered, other = post.arrived()
    assert answered["Reply-To"] == "reply+abcdefgh@reply.haverstock.example"
    assert other["Reply-To"] is None


def test_a_refused_recipient_is_permanent_and_its_own_fault(post: Post) -> None:
    with pytest.raises(CarrierFailed) as failed:
        post.carrier.carry(parcel("refused@example.com"))
    assert (failed.value.permanent, failed.value.recipient, failed.value.uncertain) == (True, True, False)
    assert post.arrived() == []


@pytest.mark.parametrize("to", ["busy@example.com", "slow@example.com"])
def test_what_failed_before_the_text_was_handed_over_may_be_tried_again(post: Post, to: str) -> None:
    with pytest.raises(CarrierFailed) as failed:
        post.carrier.carry(parcel(to))
    assert (failed.value.permanent, failed.value.uncertain) == (False, False)
    assert post.arrived() == []


def test_a_server_that_falls_silent_after_the_text_leaves_it_uncertain(post: Post) -> None:
    sent = parcel("dropped@example.com")
    with pytest.raises(CarrierFailed) as failed:
        post.carrier.carry(sent)
    assert failed.value.uncertain
    assert len(post.arrived()) == 1, "it had been taken after all"
    assert post.carrier.find(sent.reference) is Found.CANNOT_TELL


def test_a_dead_server_is_for_now_only(post: Post) -> None:
    post.go_down()
    with pytest.raises(CarrierFailed) as failed:
        post.carrier.carry(parcel())
    assert (failed.value.permanent, failed.value.uncertain) == (False, False)


@pytest.mark.parametrize("to", ["not an address", "", "a@b@c", "amina@exämple.com\nBcc: all@example.com"])
def test_an_address_that_is_none_is_permanent(post: Post, to: str) -> None:
    with pytest.raises(CarrierFailed) as failed:
        post.carrier.carry(parcel(to))
    assert failed.value.permanent
    assert failed.value.recipient


def test_no_code_of_a_failure_says_whom_it_was_for(post: Post) -> None:
    for to in ("refused@example.com", "busy@example.com", "dropped@example.com"):
        with pytest.raises(CarrierFailed) as failed:
            post.carrier.carry(parcel(to))
        assert "example" not in failed.value.code


def test_a_server_that_will_not_have_us_does_not_spoil_the_address() -> None:
    post = RealPost()
    try:
        with pytest.raises(CarrierFailed) as failed:
            post.carrier.carry(parcel("blocked@example.com"))
    finally:
        post.stop()
    assert failed.value.permanent
    assert not failed.value.recipient
