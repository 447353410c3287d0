"""Events as they happened, how far each handler has come, and what a handler could not take."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.commit_order.types import CurrentTransaction, TransactionField
from portreeve.foundation.pure.ids import uuid7


class OutboxEvent(models.Model):
    """One event, written in the transaction of the change it tells of, and kept (design §2)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    era = models.SmallIntegerField(db_default=1)
    transaction = TransactionField(db_default=CurrentTransaction())
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    subject = models.UUIDField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor = models.CharField(max_length=80)
    channel = models.CharField(max_length=12)
    cause = models.UUIDField(null=True)
    trace = models.CharField(max_length=64, blank=True, default="")
    spell = models.UUIDField(null=True)
    past = models.BooleanField(db_default=False)
    """Brought in from elsewhere long after: rebuilt from, and never acted on."""
    data = models.JSONField(default=dict)

    class Meta:
        """Read in commit order by the relay, by subject by people."""

        db_table = "outbox_event"
        indexes = [
            models.Index(fields=["era", "transaction", "id"], name="outbox_commit_order"),
            models.Index(fields=["subject", "at"], name="outbox_by_subject"),
        ]


class Cursor(models.Model):
    """How far one handler has come in commit order. Its row is the lock by which one relay at a time serves it."""

    handler = models.CharField(primary_key=True, max_length=80)
    era = models.SmallIntegerField()
    transaction = TransactionField()
    event = models.UUIDField()
    replaying = models.BooleanField(db_default=False)
    """It takes all events again, those brought in from elsewhere among them, until it has seen the last."""
    moved_at = models.DateTimeField()

    class Meta:
        """One row per handler."""

        db_table = "outbox_cursor"


class Letter(models.Model):
    """An event that a handler could not take yet, or that waits behind one about the same subject."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    handler = models.CharField(max_length=80)
    event = models.ForeignKey(OutboxEvent, on_delete=models.PROTECT, related_name="+")
    subject = models.UUIDField()
    state = models.CharField(max_length=8)
    """`waiting` for its turn or its next attempt, `dead` after the last; the first of its subject blocks the others."""
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    since = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True, default="")
    """Kind of the error and where in our code it arose; never its text, which may hold what people wrote."""

    class Meta:
        """Once per handler and event; the relay asks by handler and subject."""

        db_table = "outbox_letter"
        constraints = [models.UniqueConstraint(fields=["handler", "event"], name="outbox_letter_once")]
        indexes = [
            models.Index(fields=["handler", "subject"], name="outbox_letter_subject"),
            models.Index(fields=["handler", "state", "next_at"], name="outbox_letter_due"),
        ]
