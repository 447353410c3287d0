"""One change, told to many holders."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.people.models.party import Party


class Holder(models.Model):
    """An organisation or team that keeps records of people; its mailbox is a contact point of its party."""

    code = models.SlugField(primary_key=True, max_length=60)
    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="+")
    promise = models.CharField(max_length=40)
    team = models.CharField(max_length=60)


class Registration(models.Model):
    """A change of somebody's details, with a reference of its own to track it by."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    key = models.CharField(max_length=120, unique=True)
    service = models.CharField(max_length=60)
    version = models.CharField(max_length=64)
    submission = models.UUIDField(null=True, blank=True)
    subject = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=35, default="en")
    details = models.JSONField(default=list)
    """Label, text and what is known of it, in reading order; a special text is kept sealed.

    Known are the question's path, how long the answer is kept once all is settled, and whether it names people.
    """
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    """When the last holder had answered."""


class HolderNotice(models.Model):
    """One holder's part in one registration: told, then acknowledged or refused, each with its time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="notices")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True)
    late = models.BooleanField(default=False)

    class Meta:
        """A holder has one part in a registration; late ones are found by their due time."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["registration", "holder"], name="people_notice_once")]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="people_notice_due", condition=Q(settled_at__isnull=True, late=False))
        ]
