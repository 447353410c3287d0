"""Notify's delivery reports, with the bearer token that we gave it."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import system
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.types import ReceiptOutcome

BY = system("correspondence.reports")
_LONGEST: Final = 20_000
OUTCOMES: Final[Mapping[str, ReceiptOutcome | None]] = {
    "delivered": ReceiptOutcome.DELIVERED,
    "received": ReceiptOutcome.DELIVERED,
    "permanent-failure": ReceiptOutcome.NO_SUCH_ADDRESS,
    "temporary-failure": ReceiptOutcome.NOT_REACHED,
    "technical-failure": ReceiptOutcome.CARRIER_FAULT,
    "validation-failed": ReceiptOutcome.NOT_REACHED,
    "cancelled": ReceiptOutcome.NOT_REACHED,
    "created": None,
    "sending": None,
    "pending": None,
    "sent": None,
    "accepted": None,
}
"""What Notify's statuses mean for us; None: nothing yet."""


@csrf_exempt
@require_POST
def notify(request: HttpRequest) -> HttpResponse:
    """Take one report. 401 for a wrong token; 400 for what is no report; 204 also for one that is not ours.

    Notify tries again on any other answer than a good one, so what we will never take is answered well.
    """
    if not _known(request.headers.get("Authorization", "")):
        return HttpResponse(status=401)
    try:
        report = json.loads(request.body[:_LONGEST])
        reference, outcome = UUID(str(report["reference"])), OUTCOMES[report["status"]]
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    if outcome is not None:
        try:
            correspondence.receipt(reference=reference, outcome=outcome, by=BY, at=clock.now())
        except NotFound:
            return HttpResponse(status=204)
    return HttpResponse(status=204)


def _known(header: str) -> bool:
    """Say whether this is the token we gave Notify, in time that says nothing; without a token nobody is known."""
    token: str = import_string(settings.NOTIFY_CALLBACKS)()
    return bool(token) and hmac.compare_digest(header.encode(), f"Bearer {token}".encode())
