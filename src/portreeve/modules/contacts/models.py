"""Contacts and what they were about."""

from __future__ import annotations

from django.db import models

from portreeve.foundation.pure.ids import uuid7


class Contact(models.Model):
    """One party, one channel, one unbroken spell. Its id is the spell's, which the channel made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel = models.CharField(max_length=10)
    party = models.ForeignKey("portreeve_people.Party", null=True, on_delete=models.SET_NULL, related_name="+")
    staff = models.CharField(max_length=36, blank=True)
    service = models.CharField(max_length=80, blank=True)
    """The service of its first journey: what the person came for."""
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    """Wrap-up code given by an adviser."""
    avoidable = models.CharField(max_length=30, blank=True)
    stopped = models.BooleanField(default=False)
    handed_on = models.BooleanField(default=False)
    again_within = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """Ended both or neither; open ones are found by their last step, a party's by time."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ending="") | (~models.Q(ended_at=None) & ~models.Q(ending="")),
                name="contacts_ended_with_an_ending",
            )
        ]
        indexes = [
            models.Index(fields=["last_at"], condition=models.Q(ended_at=None), name="contacts_open"),
            models.Index(fields=["party", "-opened_at"], name="contacts_party"),
        ]


class Link(models.Model):
    """One thing that a contact was about, in a named role. Contacts and subjects are many to many."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=12)
    role = models.CharField(max_length=14)
    subject = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        """Said once; found from either end."""

        constraints = [
            models.UniqueConstraint(fields=["contact", "kind", "role", "subject"], name="contacts_link_once")
        ]
        indexes = [models.Index(fields=["subject", "at"], name="contacts_link_subject")]
