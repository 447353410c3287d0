"""Wards, streets and addresses. They say where a property is and nothing of who lives there: no personal data."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Func, Q

C = "C"
"""Plain byte order: prefixes can use the index, and codes sort alike on every server."""


class Spot(Func):
    """A PostgreSQL point (long, lat), for the index of what is nearest."""

    function = "point"
    output_field = models.TextField()


class GazetteerWard(models.Model):
    """An electoral ward with its outline."""

    code = models.CharField(primary_key=True, max_length=40, db_collation=C)
    name = models.CharField(max_length=100)
    name_cy = models.CharField(max_length=100, blank=True)
    outline = models.JSONField()
    """A closed ring of [long, lat]."""
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()


class GazetteerStreet(models.Model):
    """A street with its centre line, and the box round it."""

    usrn = models.CharField(primary_key=True, max_length=8, db_collation=C)
    name = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=60)
    ward = models.CharField(max_length=40, db_collation=C)
    """Code of its ward: no key, because streets may be loaded before the wards are drawn."""
    key = models.CharField(max_length=260)
    """Folded name, alone: what likeness is measured against."""
    search = models.CharField(max_length=400)
    """Folded name in both languages: what trigrams are looked up in."""
    retired = models.BooleanField(default=False)
    """No longer in the gazetteer: not offered or drawn, kept for old cases. Addresses have their status for this."""
    shape = models.JSONField()
    """The centre line as [long, lat] pairs."""
    lat = models.FloatField()
    long = models.FloatField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        """Indexes for finding by name and by place."""

        indexes = [
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="places_street_words"),
            GistIndex(
                Func(Spot(F("west"), F("south")), Spot(F("east"), F("north")), function="box"), name="places_street_box"
            ),
            models.Index(fields=["ward"], name="places_street_ward"),
        ]


class GazetteerAddress(models.Model):
    """An addressable property, or the building that holds some."""

    uprn = models.CharField(primary_key=True, max_length=12, db_collation=C)
    street = models.ForeignKey(GazetteerStreet, on_delete=models.PROTECT, related_name="+", db_index=False)
    ward = models.CharField(max_length=40, db_collation=C)
    parent = models.CharField(max_length=12, blank=True, db_collation=C)
    line = models.CharField(max_length=300)
    postcode = models.CharField(max_length=8, db_collation=C)
    organisation = models.CharField(max_length=100, blank=True)
    flat = models.CharField(max_length=60, blank=True)
    flat_key = models.CharField(max_length=60, blank=True)
    building = models.CharField(max_length=100, blank=True)
    number_text = models.CharField(max_length=16, blank=True)
    number = models.IntegerField(null=True)
    number_to = models.IntegerField(null=True)
    suffix = models.CharField(max_length=1, blank=True)
    names = models.CharField(max_length=220, blank=True)
    """Folded organisation and building; empty for a flat, which is found through its building."""
    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=1)
    lat = models.FloatField()
    long = models.FloatField()

    class Meta:
        """Indexes for the ways an address is looked for; each costs a load, so there are no others."""

        indexes = [
            models.Index(fields=["street", "number"], name="places_address_number"),
            models.Index(fields=["postcode"], name="places_address_postcode"),
            models.Index(fields=["parent"], condition=~Q(parent=""), name="places_address_parent"),
            GinIndex(fields=["names"], opclasses=["gin_trgm_ops"], condition=~Q(names=""), name="places_address_names"),
            GistIndex(Spot(F("long"), F("lat")), name="places_address_spot"),
        ]


class GazetteerLoad(models.Model):
    """How far a load has come, so that one that was cut short goes on where it stopped."""

    source = models.CharField(primary_key=True, max_length=200)
    """What is loaded: a file's name and digest, or how it was generated."""
    rows = models.IntegerField(default=0)
    """Addresses read and committed."""
    added = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
