"""Counts of tries, shared by all workers."""

from __future__ import annotations

from django.db import models


class Tries(models.Model):
    """How often one key tried one route within one window. Keys are hashed: they may be addresses or accounts."""

    route = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """One row per route, key and window; `window` alone is indexed for tidying."""

        constraints = [models.UniqueConstraint(fields=["route", "key", "window"], name="limits_one_row_a_window")]
        indexes = [models.Index(fields=["window"], name="limits_window")]
