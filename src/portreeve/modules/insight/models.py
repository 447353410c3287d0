"""Facts, kept one by one, and their daily counts. No analysis reads any other table."""

from __future__ import annotations

from django.db import models

from portreeve.modules.insight.types import FactName


class Fact(models.Model):
    """One fact. `event` and `place` make it once only: an event may yield several."""

    event = models.UUIDField()
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    at = models.DateTimeField()
    day = models.DateField()
    """The council's local day."""
    subject = models.UUIDField()
    service = models.CharField(max_length=80, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    tier = models.CharField(max_length=10, blank=True)
    team = models.CharField(max_length=60, blank=True)
    ward = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=80, blank=True)
    number = models.IntegerField(default=0)
    count = models.SmallIntegerField(default=1)
    private = models.BooleanField(default=False)

    class Meta:
        """Once an event and place, and a journey is completed once; read by name and day."""

        db_table = "insight_fact"
        constraints = [
            models.UniqueConstraint(fields=["event", "place"], name="insight_fact_once"),
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(name=FactName.COMPLETED.value), name="insight_completed_once"
            ),
        ]
        indexes = [
            models.Index(fields=["name", "day"], name="insight_fact_name_day"),
            models.Index(fields=["subject"], name="insight_fact_subject"),
        ]


class Daily(models.Model):
    """Counts of one day for one set of dimensions, kept up as facts are written."""

    day = models.DateField()
    name = models.CharField(max_length=20)
    service = models.CharField(max_length=80, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    tier = models.CharField(max_length=10, blank=True)
    team = models.CharField(max_length=60, blank=True)
    ward = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=80, blank=True)
    private = models.BooleanField(default=False)
    count = models.IntegerField()
    total = models.BigIntegerField()

    class Meta:
        """One row a day and set of dimensions."""

        db_table = "insight_daily"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "name", "service", "channel", "tier", "team", "ward", "code", "private"],
                name="insight_daily_once",
            )
        ]
        indexes = [models.Index(fields=["name", "day"], name="insight_daily_name_day")]
