"""What we keep about a file; its bytes are in the blob store."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7


class StoredFile(models.Model):
    """One file that was received, found harmless and kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    name = models.TextField()
    """As its sender called it; sealed, if the file is."""
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    """Of what lies in the store: of a sealed file it tells nothing of what is in it."""
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    purpose = models.CharField(max_length=40)
    status = models.CharField(max_length=10)
    received_at = models.DateTimeField()
    held_by = models.UUIDField(null=True)
    """The journey, case or registration it belongs to now; null while it waits to be claimed."""

    data_key = models.TextField(blank=True)
    """Of a sealed file: the key of its bytes, itself sealed with a ring outside the database; empty: not sealed."""

    class Meta:
        """Indexed for finding what belongs to something, and what nobody claimed."""

        indexes = [
            models.Index(fields=["held_by"], name="files_held_by"),
            models.Index(fields=["received_at"], condition=models.Q(held_by=None), name="files_unclaimed"),
        ]
