"""Published words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portreeve.foundation.pure.ids import uuid7


class TemplateVersion(models.Model):
    """One template in one language as it was published. Old versions stay: what was sent can be read again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    template = models.SlugField(max_length=60)
    language = models.CharField(max_length=35)
    hash = models.CharField(max_length=64)
    parts = models.JSONField()
    published_at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        """One current version for each template and language."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["template", "language"], condition=Q(current=True), name="correspondence_one_current"
            )
        ]
