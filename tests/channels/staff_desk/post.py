"""Emails to staff as they go out: the events are handed on, and the jobs that come of them are done."""

from __future__ import annotations

import re

from django.core import mail
from django.core.mail import EmailMessage
from procrastinate.contrib.django.models import ProcrastinateJob

from portreeve.channels.staff_desk import jobs
from portreeve.foundation.outbox import api as outbox

LINK = re.compile(r"https?://\S+/desk/account/invitation/([a-z2-7]{32})/")


def sent() -> list[EmailMessage]:
    """Let everything go out, and return what did, the last at the end."""
    before = len(mail.outbox)
    handed_on()
    done(*waiting())
    return list(mail.outbox[before:])


def handed_on() -> None:
    """Let the events become jobs."""
    outbox.drain([outbox.Handler("staff_desk.tell", jobs.KINDS, jobs.tell)])


def waiting() -> list[int]:
    """Return the jobs that have not been done."""
    return list(ProcrastinateJob.objects.filter(task_name=jobs.WRITE).order_by("id").values_list("id", flat=True))


def done(*some: int) -> None:
    """Do jobs, once each."""
    for job in ProcrastinateJob.objects.filter(id__in=some).order_by("id"):
        ProcrastinateJob.objects.filter(id=job.id)._raw_delete("default")
        jobs.write(**job.args)


def away(email: EmailMessage) -> int:
    """Stand for `EmailMessage.send` while no mail server answers."""
    raise ConnectionRefusedError(email.to)


def token_of(email: EmailMessage) -> str:
    """Return the token of the one-time link in an email."""
    found = LINK.search(str(email.body))
    assert found, email.body
    return found[1]
