"""The job itself, kept so that each of the desk's lists is one walk along one index (design §7)."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.rules.promises import NEVER
from portreeve.modules.cases.types import CaseStatus, ClosingReason

OPEN = models.Q(ended_at__isnull=True)
ENDED = models.Q(ended_at__isnull=False)


def never() -> object:
    """Return the time that stands for none in columns that lists are sorted by."""
    return NEVER


class Case(models.Model):
    """One job the council owes, whoever and however many reported it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    public_id = models.CharField(max_length=8, unique=True)
    service = models.CharField(max_length=80)
    version = models.CharField(max_length=64)
    tier = models.CharField(max_length=12)
    channel = models.CharField(max_length=10)
    team = models.CharField(max_length=80)
    owner = models.ForeignKey(
        "portreeve_accounts.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    status = models.CharField(max_length=30, default=CaseStatus.RECEIVED)
    closing_reason = models.CharField(max_length=20, blank=True, default="")
    private = models.BooleanField(default=False)
    home = models.BooleanField(default=False)
    home_of = models.ForeignKey(
        "portreeve_people.Party", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    place_text = models.TextField(blank=True, default="")
    uprn = models.CharField(max_length=12, blank=True, default="")
    usrn = models.CharField(max_length=12, blank=True, default="")
    ward = models.CharField(max_length=40, blank=True, default="")
    lat = models.FloatField(null=True)
    long = models.FloatField(null=True)

    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(default=never)
    watch_at = models.DateTimeField(default=never)
    answer_by = models.DateTimeField(null=True)
    done_by = models.DateTimeField(null=True)
    promised_answer_by = models.DateTimeField(null=True)
    promised_done_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    answer_warned = models.BooleanField(default=False)
    done_warned = models.BooleanField(default=False)
    answer_broken = models.BooleanField(default=False)
    done_broken = models.BooleanField(default=False)
    broken = models.BooleanField(default=False)
    stopped_since = models.DateTimeField(null=True)
    waited_seconds = models.PositiveIntegerField(default=0)
    expected_by = models.DateTimeField(null=True)
    delay_reason = models.TextField(blank=True, default="")

    scheduled_for = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    closed_too_soon = models.PositiveSmallIntegerField(default=0)
    chased = models.PositiveSmallIntegerField(default=0)
    chased_at = models.DateTimeField(null=True)
    reporters = models.PositiveIntegerField(default=0)
    part = models.BooleanField(default=False)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="duplicates")
    passed_to = models.CharField(max_length=80, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    words = SearchVectorField(null=True)

    class Meta:
        """One index for each order of each narrowing that a team works by; the rest are reached through them."""

        indexes = (
            models.Index(fields=["team", "due_at", "id"], condition=OPEN, name="case_team_due"),
            models.Index(fields=["owner", "due_at", "id"], condition=OPEN, name="case_owner_due"),
            models.Index(
                fields=["team", "due_at", "id"],
                condition=OPEN & models.Q(owner__isnull=True),
                name="case_unassigned_due",
            ),
            models.Index(
                fields=["team", "due_at", "id"], condition=OPEN & models.Q(broken=True), name="case_broken_due"
            ),
            models.Index(
                fields=["team", "due_at", "id"], condition=OPEN & models.Q(reopened__gt=0), name="case_reopened_due"
            ),
            models.Index(
                fields=["team", "-chased", "-id"], condition=OPEN & models.Q(chased__gt=0), name="case_chased"
            ),
            models.Index(fields=["team", "status", "due_at", "id"], condition=OPEN, name="case_status_due"),
            models.Index(
                fields=["team", "scheduled_for", "id"],
                condition=OPEN & models.Q(scheduled_for__isnull=False),
                name="case_scheduled",
            ),
            models.Index(fields=["team", "-opened_at", "-id"], name="case_team_opened"),
            models.Index(fields=["team", "opened_at", "id"], condition=OPEN, name="case_team_age"),
            models.Index(fields=["team", "-ended_at", "-id"], condition=ENDED, name="case_team_ended"),
            models.Index(fields=["service", "due_at", "id"], condition=OPEN, name="case_service_due"),
            models.Index(fields=["ward", "due_at", "id"], condition=OPEN, name="case_ward_due"),
            models.Index(fields=["ward", "service", "due_at", "id"], condition=OPEN, name="case_ward_service_due"),
            models.Index(fields=["ward", "-opened_at", "-id"], name="case_ward_opened"),
            models.Index(fields=["due_at", "id"], condition=OPEN, name="case_due"),
            models.Index(fields=["-opened_at", "-id"], name="case_opened"),
            models.Index(fields=["usrn", "-opened_at", "-id"], condition=~models.Q(usrn=""), name="case_street"),
            models.Index(fields=["uprn", "-opened_at", "-id"], condition=~models.Q(uprn=""), name="case_property"),
            models.Index(fields=["service", "lat"], condition=OPEN & models.Q(lat__isnull=False), name="case_near"),
            models.Index(fields=["watch_at"], condition=OPEN & models.Q(watch_at__lt=NEVER), name="case_watch"),
            GinIndex(fields=["words"], fastupdate=False, name="case_words"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(status__in=list(CaseStatus)), name="case_status_known"),
            models.CheckConstraint(
                condition=models.Q(status=CaseStatus.CLOSED, closing_reason__in=list(ClosingReason))
                | (~models.Q(status=CaseStatus.CLOSED) & models.Q(closing_reason="")),
                name="case_closing_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[CaseStatus.DONE, CaseStatus.CLOSED], ended_at__isnull=False)
                | (~models.Q(status__in=[CaseStatus.DONE, CaseStatus.CLOSED]) & models.Q(ended_at__isnull=True)),
                name="case_ends_with_status",
            ),
        )
