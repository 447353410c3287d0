"""Answers already given, by actor and key."""

from __future__ import annotations

from django.db import models


class Answered(models.Model):
    """The answer to one write, kept until it expires, so that the same write sent again gets it and nothing else."""

    id = models.BigAutoField(primary_key=True)
    actor = models.CharField(max_length=90)
    key = models.CharField(max_length=120)
    body_hash = models.CharField(max_length=64)
    """Of what was asked: the same key with something else is refused."""
    answer = models.JSONField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        """One answer per actor and key; `expires_at` is indexed for tidying."""

        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="idempotency_once")]
        indexes = [models.Index(fields=["expires_at"], name="idempotency_expiry")]
