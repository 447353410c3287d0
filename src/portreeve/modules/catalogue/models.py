"""The tables of the catalogue."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7


class ServiceVersion(models.Model):
    """One version of a service, for ever: its canonical document under its hash. Rows are never changed."""

    hash = models.CharField(primary_key=True, max_length=64)
    service = models.CharField(max_length=40, db_index=True)
    format = models.PositiveSmallIntegerField()
    document = models.JSONField()
    made_at = models.DateTimeField()


class Publication(models.Model):
    """Which version of a service is offered now, or that it is withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    service = models.CharField(max_length=40, unique=True)
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    instead = models.JSONField(default=dict)
    """What a person is told who finds it withdrawn, by language tag."""
