"""Source records of parties, and the ways to reach them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from portreeve.foundation.pure.ids import uuid7


class Party(models.Model):
    """One source record. It is never merged into another and never deleted but by disposal (design §4.5)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200, blank=True)
    name_search = models.CharField(max_length=200, blank=True)
    """The name as it is searched by: no accents, no capitals."""
    language = models.CharField(max_length=35, default="en")
    format = models.CharField(max_length=20, default="standard")
    wanted = models.CharField(max_length=20, blank=True)
    needs = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    not_before = models.TimeField(null=True, blank=True)
    not_after = models.TimeField(null=True, blank=True)
    never = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    say_nothing = models.BooleanField(default=False)
    source = models.CharField(max_length=20, blank=True)
    source_id = models.UUIDField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        """Names are searched by trigrams, which forgive typing errors."""

        indexes: ClassVar = [
            GinIndex(fields=["name_search"], opclasses=["gin_trgm_ops"], name="people_party_name"),
            models.Index(fields=["source_id"], name="people_party_source", condition=Q(source_id__isnull=False)),
        ]


class ContactPoint(models.Model):
    """One way of reaching one party. Replaced ones stay, so that what was sent there can be explained."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=600)
    usable = models.BooleanField(default=True)
    unusable_why = models.CharField(max_length=60, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A party has each detail once; looked up by kind and value, emails also by their parts."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["party", "kind", "value"], condition=Q(replaced_at__isnull=True), name="people_point_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "value"], name="people_point_value"),
            GinIndex(
                fields=["value"], opclasses=["gin_trgm_ops"], name="people_point_email", condition=Q(kind="email")
            ),
        ]
