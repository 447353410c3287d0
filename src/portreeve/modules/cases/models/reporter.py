"""One person's part in a case, and what they are asked."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.models.case import Case


class Reporter(models.Model):
    """Who asked, whom it is about and whom we tell: always apart. Each has an own reference, language and answers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parts")
    came_with = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=11, unique=True)
    asker = models.ForeignKey("portreeve_people.Party", null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("portreeve_people.Party", null=True, on_delete=models.PROTECT, related_name="+")
    told = models.ForeignKey("portreeve_people.Party", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, default="en")
    channel = models.CharField(max_length=10)
    version = models.CharField(max_length=64)
    since = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    joined = models.BooleanField(default=False)
    anonymous = models.BooleanField(default=False)
    secret = models.CharField(max_length=128, blank=True, default="")
    answers = models.JSONField(default=dict)
    details = models.JSONField(default=dict)
    submission = models.UUIDField(null=True, unique=True)
    journey = models.UUIDField(null=True)
    really_done = models.BooleanField(null=True)
    face = models.CharField(max_length=8, blank=True, default="")
    face_reason = models.CharField(max_length=16, blank=True, default="")
    verdict_at = models.DateTimeField(null=True)


class Question(models.Model):
    """A question put to one reporter, answered once through its own link."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reporter = models.ForeignKey(Reporter, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    silent_at = models.DateTimeField(null=True)

    class Meta:
        """The timer looks for questions whose time for an answer has gone by."""

        indexes = (
            models.Index(
                fields=["answer_by"],
                condition=models.Q(answered_at__isnull=True, silent_at__isnull=True),
                name="case_question_silent",
            ),
        )
