"""Calls that somebody owes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.correspondence.models.dispatch import Dispatch


class Call(models.Model):
    """A task for a team: ring this party, not before, not later than."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispatch = models.OneToOneField(Dispatch, on_delete=models.CASCADE, related_name="call")
    team = models.CharField(max_length=60)
    call_from = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        """Open ones are listed by team and deadline."""

        indexes: ClassVar = [
            models.Index(
                fields=["team", "due_at", "id"], name="correspondence_calls", condition=Q(settled_at__isnull=True)
            )
        ]


class CallTry(models.Model):
    """One attempt to ring, and how it ended."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="tried")
    party = models.UUIDField(db_index=True)
    """Whom it was to reach, so that what was noted of them is found when they ask for it."""
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    outcome = models.CharField(max_length=20)
    note = models.TextField(blank=True)
