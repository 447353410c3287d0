"""One-time access. Link and code are derived from the row's id with the installation's secret; neither is stored."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.models.reporter import Question, Reporter


class AccessPass(models.Model):
    """Lets one reporter in, once, until a time; five wrong codes end it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reporter = models.ForeignKey(Reporter, on_delete=models.PROTECT, related_name="passes")
    purpose = models.CharField(max_length=8)
    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    over_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)
