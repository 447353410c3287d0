"""What the desk keeps beside cases: alerts, who is looking, and saved filters."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.models.case import Case


class Alert(models.Model):
    """Something a team or owner needs to know; gone from the desk once seen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    team = models.CharField(max_length=80)
    at = models.DateTimeField()
    key = models.CharField(max_length=80, unique=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        """Read by team, newest first, until seen."""

        indexes = (
            models.Index(fields=["team", "-id"], condition=models.Q(seen_at__isnull=True), name="case_alert_unseen"),
        )


class Looking(models.Model):
    """Somebody has a case open; counts for a minute after they last said so."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey("portreeve_accounts.Account", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One row a person and case."""

        constraints = (models.UniqueConstraint(fields=["case", "account"], name="case_looking_once"),)


class Saved(models.Model):
    """A list that one member of staff keeps under a name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey("portreeve_accounts.Account", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    filter = models.JSONField(default=dict)

    class Meta:
        """A name means one list."""

        constraints = (models.UniqueConstraint(fields=["account", "name"], name="case_saved_name"),)
