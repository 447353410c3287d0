"""Journeys as rows: the draft with its state, what was sent, and the codes that lead back to a journey."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.journeys.types import JourneyStatus


class Journey(models.Model):
    """One person's way through one version of a service. Answers called special are sealed within `state`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    service = models.CharField(max_length=80)
    version = models.ForeignKey("portreeve_catalogue.ServiceVersion", models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=35)
    channel = models.CharField(max_length=10)
    status = models.CharField(max_length=20, default=JourneyStatus.OPEN.value)
    reason = models.CharField(max_length=80, blank=True)
    """Of a journey stopped or with a person: the stop's id, `special` if that would tell a special answer, or why."""
    revision = models.PositiveIntegerField(default=0)
    state = models.JSONField(default=dict)
    asker = models.ForeignKey("portreeve_people.Party", models.SET_NULL, null=True, related_name="+")
    subject = models.ForeignKey("portreeve_people.Party", models.SET_NULL, null=True, related_name="+")
    told = models.ForeignKey("portreeve_people.Party", models.SET_NULL, null=True, related_name="+")
    staff = models.ForeignKey("portreeve_accounts.Account", models.SET_NULL, null=True, related_name="+")
    """Who is filling it with or for the person now."""
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        """Found by what waits for staff and by what has outlived its time."""

        indexes: ClassVar = [
            models.Index(fields=["expires_at"], name="journeys_expiry", condition=Q(status="open")),
            models.Index(fields=["touched_at"], name="journeys_with_person", condition=Q(status="with a person")),
        ]


class Submission(models.Model):
    """One journey sent: once, whatever the network repeats."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    journey = models.OneToOneField(Journey, models.SET_NULL, null=True, related_name="sent")
    key = models.CharField(max_length=200)
    """Chosen by whoever sends, so it tells apart nothing but the tries of one journey."""
    service = models.CharField(max_length=80)
    version = models.ForeignKey("portreeve_catalogue.ServiceVersion", models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=20)
    """`sent`, `held` or `dropped`."""
    language = models.CharField(max_length=35)
    channel = models.CharField(max_length=10)
    answers = models.JSONField(default=dict)
    learned = models.JSONField(default=dict)
    details = models.JSONField(default=dict)
    duplicate = models.CharField(max_length=80, blank=True)
    asker = models.ForeignKey("portreeve_people.Party", models.SET_NULL, null=True, related_name="+")
    subject = models.ForeignKey("portreeve_people.Party", models.SET_NULL, null=True, related_name="+")
    told = models.ForeignKey("portreeve_people.Party", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    release_at = models.DateTimeField(null=True)
    """Of a held one: when it is judged again."""
    tries = models.PositiveSmallIntegerField(default=0)
    """Of a held one: how often it could not be released."""
    stop = models.CharField(max_length=80, blank=True)
    """The stop that held or dropped it; `special` if its id would tell a special answer."""
    receipt = models.JSONField(default=dict)
    became = models.UUIDField(null=True)
    """The case or registration it became."""

    class Meta:
        """Held ones are found by when they are due."""

        indexes: ClassVar = [
            models.Index(fields=["release_at"], name="journeys_held", condition=Q(status="held")),
        ]


class Code(models.Model):
    """A code that leads back to a journey: the person's own, to go on later, or one for staff, to join now.

    Only keyed hashes are kept: a copy of the table tells nobody a code.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="codes")
    kind = models.CharField(max_length=10)
    """`resume` or `join`."""
    code = models.CharField(max_length=64)
    detail = models.CharField(max_length=64, blank=True)
    """Of a resume code: the contact detail that must come with it."""
    expires_at = models.DateTimeField()

    class Meta:
        """A journey has one code of each kind; a code leads to one journey."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journey", "kind"], name="journeys_code_one"),
            models.UniqueConstraint(fields=["kind", "code"], name="journeys_code_unique"),
        ]
