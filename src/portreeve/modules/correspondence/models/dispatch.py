"""What is sent, and every attempt to send it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.correspondence.models.templates import TemplateVersion

OPEN = ("waiting", "queued", "attempted", "uncertain")


class Dispatch(models.Model):
    """One notice to one party by one way. When a way fails, another dispatch takes its place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=200, unique=True)
    template = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey("portreeve_people.Party", on_delete=models.PROTECT, related_name="+")
    point = models.UUIDField(null=True, blank=True)
    """The contact point; not a foreign key, because disposal may take the point away first."""
    about = models.UUIDField()
    way = models.CharField(max_length=10)
    format = models.CharField(max_length=20)
    content = models.CharField(max_length=10)
    because = models.CharField(max_length=20)
    private = models.BooleanField(default=False)
    status = models.CharField(max_length=12)
    data = models.JSONField(default=dict, blank=True)
    links = models.JSONField(default=dict, blank=True)
    """Links to be made when it is sent: field to [purpose, subject, days]."""
    team = models.CharField(max_length=60)
    failed_points = models.JSONField(default=list, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """When it is next to be seen to: sent, tried again, or asked after."""
    settled_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        """What is still open is found by its time; what was sent, by what it is about."""

        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="correspondence_open", condition=Q(status__in=OPEN)),
            models.Index(fields=["about"], name="correspondence_about"),
        ]


class Attempt(models.Model):
    """One attempt: committed before the carrier is called, ended when it has answered. Its id is our reference."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="attempts")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    code = models.CharField(max_length=60, blank=True)
    carriers_id = models.CharField(max_length=200, blank=True)
