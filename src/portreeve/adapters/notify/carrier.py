"""Text messages and letters by GOV.UK Notify, through its own client.

Our words go through templates that only pass them on: one for texts with `((body))`, and one for letters of each
format with `((heading))` and `((body))`. Notify is asked by our reference before anything is sent a second time.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from requests.exceptions import ConnectionError as NotConnected
from requests.exceptions import ConnectTimeout, ReadTimeout

from portreeve.modules.correspondence.ports import CarrierFailed, Found, Parcel
from portreeve.modules.correspondence.types import Way
from portreeve.modules.people.types import Format

# The client's own warnings quote what Notify answered, which may quote a number or an address.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)
_ADDRESS_LINES = 7


@dataclass(frozen=True, slots=True)
class NotifyAccount:
    """How we are known to Notify."""

    url: str
    key: str
    sms_template: str
    letter_templates: Mapping[Format, str]
    """By format; one that is missing cannot be printed and goes another way."""
    seconds: int = 15


class NotifyCarrier:
    """Hands texts and letters to Notify."""

    def __init__(self, account: NotifyAccount) -> None:
        """Keep how we are known; the client is made for each call, because it is not for several threads."""
        self._account = account

    def carry(self, parcel: Parcel) -> str:
        """Hand one text or letter over and return Notify's id of it. Raises CarrierFailed."""
        template, personalisation = self._filled(parcel)
        try:
            if parcel.way is Way.SMS:
                answer = self._client().send_sms_notification(
                    parcel.to, template, personalisation=personalisation, reference=str(parcel.reference)
                )
            else:
                answer = self._client().send_letter_notification(
                    template, personalisation=personalisation, reference=str(parcel.reference)
                )
        except APIError as error:
            raise failure_of(error) from error
        return str(answer["id"])

    def find(self, reference: UUID) -> Found:
        """Say whether Notify has something with our reference. Raises CarrierFailed."""
        try:
            answer = self._client().get_all_notifications(reference=str(reference))
        except APIError as error:
            raise failure_of(error) from error
        return Found.TAKEN if answer["notifications"] else Found.NOT_TAKEN

    def _client(self) -> Any:
        make: Any = NotificationsAPIClient
        return make(self._account.key, base_url=self._account.url, timeout=self._account.seconds)

    def _filled(self, parcel: Parcel) -> tuple[str, dict[str, str]]:
        """Return the template and what goes into it. Raises CarrierFailed for a format that cannot be printed."""
        if parcel.way is Way.SMS:
            return self._account.sms_template, {"body": parcel.text}
        template = self._account.letter_templates.get(parcel.format)
        if template is None:
            raise CarrierFailed("format-not-printed", permanent=True)
        lines = [line for line in parcel.to.splitlines() if line.strip()]
        if len(lines) > _ADDRESS_LINES:
            lines = [*lines[: _ADDRESS_LINES - 1], ", ".join(lines[_ADDRESS_LINES - 1 :])]
        address = {f"address_line_{number}": line for number, line in enumerate(lines, 1)}
        return template, address | {"heading": parcel.subject, "body": parcel.text}


def failure_of(error: APIError) -> CarrierFailed:
    """Return what an error of the client means, by its status and kind, never by its words."""
    status = error.status_code if error.response is not None else 0
    if status == 400:
        return CarrierFailed("refused", permanent=True)
    if status in {401, 403}:
        return CarrierFailed("sign-in-refused")
    if status == 429:
        return CarrierFailed("too-many")
    cause = error.__cause__
    never_arrived = isinstance(cause, NotConnected) and not isinstance(cause, ReadTimeout)
    if isinstance(error, HTTPError) and (isinstance(cause, ConnectTimeout) or never_arrived) and not status:
        # A connection that breaks off in the middle is of the same kind as one never made: ask before trying again.
        return CarrierFailed("unreachable", uncertain=not _refused(cause))
    if status == 503:
        return CarrierFailed("unreachable")
    return CarrierFailed(f"status-{status}" if status else "fell-silent", uncertain=True)


def _refused(cause: BaseException | None) -> bool:
    """Say whether the connection was never made, so that nothing can have arrived."""
    reason = getattr(cause.args[0], "reason", None) if cause is not None and cause.args else None
    return isinstance(cause, ConnectTimeout) or type(reason).__name__ == "NewConnectionError"
