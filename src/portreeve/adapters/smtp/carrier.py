"""Email by SMTP. What fails before the text is handed over is safe to try again; afterwards it is uncertain."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from uuid import UUID

from portreeve.adapters.smtp.compose import AddressUnusable, Sender, compose
from portreeve.modules.correspondence.ports import CarrierFailed, Found, Parcel

_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server we hand our emails to."""

    host: str
    port: int = 587
    user: str = ""
    password: str = ""
    encrypted: bool = True
    """STARTTLS, or TLS from the start on port 465. Without it only for a server on this machine."""
    seconds: float = 20.0
    """How long to wait for each answer."""


class SmtpCarrier:
    """Hands parcels to a mail server, one connection each."""

    def __init__(self, server: Server, sender: Sender) -> None:
        """Keep where to and who from; nothing is connected yet."""
        self._server = server
        self._sender = sender

    def carry(self, parcel: Parcel) -> str:
        """Hand one email over and return its Message-ID. Raises CarrierFailed."""
        email = _composed(parcel, self._sender)
        with self._connection() as smtp:
            self._address(smtp, parcel.to)
            _hand_over(smtp, email)
        return str(email["Message-ID"])

    def find(self, reference: UUID) -> Found:  # noqa: ARG002 - the port's shape
        """Say that SMTP cannot be asked: a person decides."""
        return Found.CANNOT_TELL

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        """Connect and sign in; a server that cannot be reached or refuses us is tried again later."""
        server = self._server
        try:
            kind = smtplib.SMTP_SSL if server.encrypted and server.port == 465 else smtplib.SMTP
            smtp = kind(server.host, server.port, timeout=server.seconds)
        except (OSError, smtplib.SMTPException) as error:
            raise CarrierFailed("unreachable") from error
        try:
            try:
                if server.encrypted and server.port != 465:
                    smtp.starttls(context=ssl.create_default_context())
                if server.user:
                    smtp.login(server.user, server.password)
                smtp.ehlo_or_helo_if_needed()
            except smtplib.SMTPAuthenticationError as error:
                raise CarrierFailed("sign-in-refused") from error
            except (OSError, smtplib.SMTPException) as error:
                raise CarrierFailed("unreachable") from error
            yield smtp
        finally:
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def _address(self, smtp: smtplib.SMTP, to: str) -> None:
        """Say who it is from and for. Nothing is sent yet: every failure here is certain."""
        try:
            code, _ = smtp.mail(self._sender.address)
            if code != 250:
                raise CarrierFailed("sender-refused")
            code, answer = smtp.rcpt(to)
        except (OSError, smtplib.SMTPException) as error:
            raise CarrierFailed("fell-silent") from error
        except UnicodeError as error:
            raise CarrierFailed("no-such-address", permanent=True, recipient=True) from error
        if code not in {250, 251}:
            raise _refusal(code, answer)


def _composed(parcel: Parcel, sender: Sender) -> EmailMessage:
    try:
        return compose(parcel, sender)
    except AddressUnusable as error:
        raise CarrierFailed("no-such-address", permanent=True, recipient=True) from error


def _refusal(code: int, answer: bytes) -> CarrierFailed:
    """Return what a refused recipient means: for now, for good, and whether it is the address's fault (RFC 3463)."""
    if code < 500:
        return CarrierFailed("not-now")
    enhanced = _ENHANCED.search(answer.decode("ascii", "replace"))
    fault_of_address = enhanced is None or enhanced[2] in {"1", "2"}
    return CarrierFailed(
        "no-such-address" if fault_of_address else "refused", permanent=True, recipient=fault_of_address
    )


def _hand_over(smtp: smtplib.SMTP, email: EmailMessage) -> None:
    """Send the text. A server that falls silent from here on may have taken it."""
    try:
        code, _ = smtp.data(email.as_bytes())
    except smtplib.SMTPDataError as error:
        raise CarrierFailed("refused", permanent=error.smtp_code >= 500) from error
    except (OSError, smtplib.SMTPException) as error:
        raise CarrierFailed("fell-silent", uncertain=True) from error
    if code != 250:
        raise CarrierFailed("refused", permanent=code >= 500)
