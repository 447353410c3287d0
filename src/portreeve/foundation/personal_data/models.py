"""Erasures done, holds in force, disposals made: kept for good, since they are the proof."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7


class Erasure(models.Model):
    """That a person was erased. The party's id is kept, so that a restored backup can be put right again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.UUIDField(unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    rows = models.PositiveIntegerField()
    left = models.PositiveIntegerField(default=0)
    """Rows that are also those of somebody under a legal hold: they go when that is lifted."""


class LegalHold(models.Model):
    """That a person's records must be kept, until the hold is lifted; why is a code and a reference, not a story."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.UUIDField()
    reason = models.CharField(max_length=30)
    reference = models.CharField(max_length=60, blank=True)
    """Of the claim, complaint or inquiry, as whoever asked for the hold calls it."""
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=60)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=60, blank=True)

    class Meta:
        """One hold in force a person and reason; each is lifted by itself."""

        constraints = [
            models.UniqueConstraint(
                fields=["party", "reason", "reference"], condition=models.Q(lifted_at=None), name="personal_one_hold"
            )
        ]


class Disposal(models.Model):
    """One run of the disposal job over one table."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    model = models.CharField(max_length=100)
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    held = models.PositiveIntegerField()
