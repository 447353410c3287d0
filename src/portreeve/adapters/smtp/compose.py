"""A parcel as an email: plain text with a simple page beside it, our own Message-ID, and where replies go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as _SMTP
from email.utils import format_datetime

from portreeve.modules.correspondence.ports import Parcel

SEVEN_BITS = _SMTP.clone(cte_type="7bit")
"""Every server takes this, whatever the language of the text."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who our emails are from."""

    name: str
    address: str
    replies: str = ""
    """The domain of addresses made for one reply each, such as `reply.council.example`; empty: to `address`."""

    @property
    def domain(self) -> str:
        """Return the domain that our Message-IDs end in."""
        return self.address.rpartition("@")[2]


class AddressUnusable(ValueError):
    """An address that cannot be written in a header."""


def compose(parcel: Parcel, sender: Sender, *, at: datetime | None = None) -> EmailMessage:
    """Return the email. Its Message-ID is the dispatch's: one sent twice after a doubt shows once in most mailboxes.

    Raises AddressUnusable.
    """
    email = EmailMessage(policy=SEVEN_BITS)
    email["From"] = Address(sender.name, addr_spec=sender.address)
    email["To"] = _recipient(parcel.to)
    email["Subject"] = parcel.subject
    email["Date"] = format_datetime(at or datetime.now(UTC))
    email["Message-ID"] = f"<{parcel.dispatch}@{sender.domain}>"
    email["Auto-Submitted"] = "auto-generated"
    if sender.replies and parcel.reply_token:
        email["Reply-To"] = Address(addr_spec=f"reply+{parcel.reply_token}@{sender.replies}")
    email.set_content(parcel.text)
    if parcel.html:
        email.add_alternative(parcel.html, subtype="html")
    email["Content-Language"] = parcel.language  # last: setting the content takes such headers away
    return email


def _recipient(text: str) -> Address:
    """Return an address for a header. Raises AddressUnusable."""
    try:
        return Address(addr_spec=text)
    except (ValueError, IndexError, MessageError) as error:
        raise AddressUnusable from error
