"""The audit's rows, and the seals that make a change to them show."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from portreeve.foundation.commit_order.types import CurrentTransaction, TransactionField
from portreeve.foundation.pure.ids import uuid7


class AuditEntry(models.Model):
    """Who did or saw what, to what, when. Ids and codes only. Rows are added, never changed: the database refuses."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    era = models.SmallIntegerField(db_default=1)
    transaction = TransactionField(db_default=CurrentTransaction())
    act = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject = models.UUIDField(null=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor = models.CharField(max_length=80)
    channel = models.CharField(max_length=12)
    trace = models.CharField(max_length=64, blank=True, default="")
    details = models.JSONField(default=dict)

    class Meta:
        """Read in commit order by the sealer, by subject and by actor by people."""

        indexes = [
            models.Index(fields=["era", "transaction", "id"], name="audit_commit_order"),
            models.Index(fields=["subject", "at"], name="audit_by_subject"),
            models.Index(fields=["actor", "at"], name="audit_by_actor"),
        ]


class AuditSeal(models.Model):
    """One batch of entries, chained to the batch before it and signed with a key that the database does not hold."""

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    until_era = models.SmallIntegerField()
    until_transaction = TransactionField()
    until_id = models.UUIDField()
    """Every entry up to and with this place in commit order is in this seal or an earlier one."""
    entries = ArrayField(models.UUIDField())
    hashes = models.BinaryField()
    """SHA-256 of each entry, 32 bytes each, in the order of `entries`."""
    previous = models.BinaryField()
    head = models.BinaryField()
    signature = models.BinaryField()
