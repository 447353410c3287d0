"""Capability links, by the hashes of their tokens."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7


class Link(models.Model):
    """One link: one purpose, one subject, one party, until a time. The token itself is nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20)
    subject = models.UUIDField(db_index=True)
    party = models.ForeignKey("portreeve_people.Party", on_delete=models.CASCADE, related_name="+")
    dispatch = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)
