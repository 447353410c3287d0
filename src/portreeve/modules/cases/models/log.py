"""What was said of a case and how its status changed. Rows are added and never changed; the database sees to that."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.models.case import Case
from portreeve.modules.cases.models.reporter import Reporter
from portreeve.modules.cases.types import Audience, UpdateKind


class Update(models.Model):
    """One appended update, with who may see it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="updates", db_index=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=[(k, k) for k in UpdateKind])
    status = models.CharField(max_length=30, blank=True, default="")
    text = models.TextField(blank=True, default="")
    code = models.CharField(max_length=80, blank=True, default="")
    date = models.DateField(null=True)
    audience = models.CharField(max_length=10, choices=[(a, a) for a in Audience])
    by_kind = models.CharField(max_length=10)
    by = models.CharField(max_length=60, blank=True, default="")
    files = ArrayField(models.UUIDField(), default=list)
    reporter = models.ForeignKey(Reporter, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Read by case, in the order it was written."""

        indexes = (models.Index(fields=["case", "id"], name="case_update_case"),)


class StatusChange(models.Model):
    """One row of the history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="history", db_index=False)
    at = models.DateTimeField()
    before = models.CharField(max_length=30, blank=True, default="")
    after = models.CharField(max_length=30)
    reason = models.CharField(max_length=40, blank=True, default="")
    by_kind = models.CharField(max_length=10)
    by = models.CharField(max_length=60, blank=True, default="")
    closed_too_soon = models.BooleanField(default=False)

    class Meta:
        """Read by case, in the order it happened."""

        indexes = (models.Index(fields=["case", "id"], name="case_change_case"),)
