"""A reporter who came in by their one-time link or secret code, for a short while."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.models.reporter import Reporter


class Stay(models.Model):
    """Lets one reporter see and do what is theirs until a time. Its id is in their signed session, nowhere else."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reporter = models.ForeignKey(Reporter, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    until = models.DateTimeField()
