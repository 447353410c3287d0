"""Promises that broke, and cases that another body has."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.models.case import Case
from portreeve.modules.cases.types import FailureCause


class Failure(models.Model):
    """A broken promise: what caused it, what mends it, and who sees to that (CAS-08)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="failures", db_index=False)
    promise = models.CharField(max_length=8)
    due_at = models.DateTimeField()
    broke_at = models.DateTimeField()
    service = models.CharField(max_length=80)
    team = models.CharField(max_length=80)
    cause = models.CharField(max_length=12, default=FailureCause.NOT_SAID)
    fix = models.TextField(blank=True, default="")
    owner = models.ForeignKey("portreeve_accounts.Account", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """One failure for each time a promise breaks, however often the timer looks."""

        constraints = (models.UniqueConstraint(fields=["case", "promise", "due_at"], name="case_failure_once"),)
        indexes = (
            models.Index(fields=["team", "id"], condition=models.Q(closed_at__isnull=True), name="case_failure_open"),
        )


class Referral(models.Model):
    """A case passed on to another body, followed until that body reports back (CAS-14)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    body = models.CharField(max_length=80)
    their_reference = models.CharField(max_length=80, blank=True, default="")
    passed_at = models.DateTimeField()
    expected_by = models.DateTimeField(null=True)
    warned = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
