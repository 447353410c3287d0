"""When bins are collected and what crews recorded. About properties and rounds, not people: no personal data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from portreeve.modules.places.models.gazetteer import C
from portreeve.modules.places.types import CrewCode


class CollectionRound(models.Model):
    """A crew's round."""

    code = models.CharField(primary_key=True, max_length=40, db_collation=C)
    name = models.CharField(max_length=100, blank=True)


class CollectionDate(models.Model):
    """A bin that a round collects on a date."""

    round = models.ForeignKey(CollectionRound, on_delete=models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()
    bin = models.CharField(max_length=40)

    class Meta:
        """Each once."""

        constraints = [models.UniqueConstraint(fields=["round", "on", "bin"], name="places_date_once")]


class CollectionStop(models.Model):
    """A whole street, or one property, on a round. A property's own stops take the place of its street's."""

    round = models.ForeignKey(CollectionRound, on_delete=models.CASCADE, related_name="+")
    usrn = models.CharField(max_length=8, blank=True, db_collation=C)
    uprn = models.CharField(max_length=12, blank=True, db_collation=C)

    class Meta:
        """One or the other, and each once."""

        constraints = [
            models.CheckConstraint(condition=Q(usrn="") ^ Q(uprn=""), name="places_stop_of_one"),
            models.UniqueConstraint(fields=["uprn", "usrn", "round"], name="places_stop_once"),
        ]
        indexes = [models.Index(fields=["usrn"], condition=~Q(usrn=""), name="places_stop_street")]


class CrewEntry(models.Model):
    """What a crew recorded at a property or in a street, kept as it came."""

    round = models.CharField(max_length=40, db_collation=C)
    on = models.DateField()
    code = models.CharField(max_length=40, choices=[(c.value, c.value) for c in CrewCode])
    at = models.DateTimeField()
    uprn = models.CharField(max_length=12, blank=True, db_collation=C)
    usrn = models.CharField(max_length=8, blank=True, db_collation=C)
    bin = models.CharField(max_length=40, blank=True)

    class Meta:
        """The same record twice is one."""

        constraints = [
            models.UniqueConstraint(
                fields=["uprn", "usrn", "on", "round", "bin", "code", "at"], name="places_entry_once"
            ),
            models.CheckConstraint(condition=Q(usrn="") ^ Q(uprn=""), name="places_entry_of_one"),
        ]
        indexes = [models.Index(fields=["usrn", "on"], condition=~Q(usrn=""), name="places_entry_street")]
