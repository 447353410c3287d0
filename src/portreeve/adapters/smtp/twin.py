"""The demo's mail server: a folder of emails that can be looked at. It behaves as a real one does, faults included.

Addresses that begin with `refused`, `busy`, `slow` or `dropped` are refused for good, refused for now, answered too
late, or taken without an answer. A file named `down` in the folder makes the whole server unreachable.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage as DjangoEmail
from django.core.mail.backends.base import BaseEmailBackend

from portreeve.adapters.smtp.compose import AddressUnusable, Sender, compose
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.correspondence.ports import CarrierFailed, Found, Parcel, Shown
from portreeve.modules.correspondence.types import Way

DOWN: Final = "down"
_FAULTS: Final = {
    "refused": CarrierFailed("no-such-address", permanent=True, recipient=True),
    "busy": CarrierFailed("not-now"),
    "slow": CarrierFailed("fell-silent"),
}
_DROPPED: Final = "dropped"


class DemoMailbox:
    """Keeps every email as a file."""

    def __init__(self, folder: Path, sender: Sender) -> None:
        """Use this folder, made when the first email comes."""
        self._folder = folder
        self._sender = sender

    def carry(self, parcel: Parcel) -> str:
        """Keep one email and return its Message-ID. Raises CarrierFailed."""
        if (self._folder / DOWN).exists():
            raise CarrierFailed("unreachable")
        fault = parcel.to.partition("@")[0].partition("+")[0]
        if fault in _FAULTS:
            known = _FAULTS[fault]
            raise CarrierFailed(known.code, permanent=known.permanent, recipient=known.recipient)
        try:
            email = compose(parcel, self._sender)
        except AddressUnusable as error:
            raise CarrierFailed("no-such-address", permanent=True, recipient=True) from error
        self.keep(email.as_bytes())
        if fault == _DROPPED:
            raise CarrierFailed("fell-silent", uncertain=True)
        return str(email["Message-ID"])

    def find(self, reference: UUID) -> Found:  # noqa: ARG002 - the port's shape
        """Say that it cannot be asked, as a mail server cannot."""
        return Found.CANNOT_TELL

    def shown(self, limit: int) -> tuple[Shown, ...]:
        """Return the latest emails."""
        files = sorted(self._folder.glob("*.eml"), reverse=True)[:limit]
        return tuple(_shown(path) for path in files)

    def kept(self) -> tuple[EmailMessage, ...]:
        """Return every email, the first one first."""
        return tuple(_read(path) for path in sorted(self._folder.glob("*.eml")))

    def keep(self, email: bytes) -> None:
        """Write the file whole and on disk before saying that it was taken."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{uuid7()}.part"
        with part.open("wb") as file:
            file.write(email)
            file.flush()
            os.fsync(file.fileno())
        part.replace(part.with_suffix(".eml"))


class DemoEmails(BaseEmailBackend):
    """Takes the demo's emails to staff, such as codes to sign in, to where all that it sends can be looked at."""

    def send_messages(self, email_messages: Sequence[DjangoEmail]) -> int:
        """Keep emails; returns how many."""
        box = DemoMailbox(Path(settings.EMAIL_FILE_PATH), Sender(name="", address=""))
        for one in email_messages:
            box.keep(one.message().as_bytes())
        return len(email_messages)


def _read(path: Path) -> EmailMessage:
    email = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(email, EmailMessage)  # noqa: S101 - the default policy makes no other
    return email


def _shown(path: Path) -> Shown:
    email = _read(path)
    text, page = email.get_body(("plain",)), email.get_body(("html",))
    date = email["Date"]
    return Shown(
        at=parsedate_to_datetime(str(date)) if date else datetime.now(UTC),
        way=Way.EMAIL,
        to=str(email["To"]),
        subject=str(email["Subject"]),
        text=str(text.get_content()) if text else "",
        html=str(page.get_content()) if page else "",
        language=str(email["Content-Language"] or ""),
        status="taken",
    )
