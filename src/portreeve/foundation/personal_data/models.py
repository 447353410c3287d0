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


class LegalHold(models.Model):
    """That a person's records must be kept, until the hold is lifted; why is a code and a reference, not a story."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.UUIDField()
    reason = models.CharField(max_length=60)
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """One hold in force a person is enough."""

        constraints = [
            models.UniqueConstraint(fields=["party"], condition=models.Q(lifted_at=None), name="personal_one_hold")
        ]


class Disposal(models.Model):
    """One run of the disposal job over one table."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    model = models.CharField(max_length=100)
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    held = models.PositiveIntegerField()
