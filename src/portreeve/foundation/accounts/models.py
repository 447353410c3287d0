"""Staff accounts, what they may do, and the teams they are in. Residents have no accounts here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from portreeve.foundation.accounts.types import LONGEST_EMAIL, LONGEST_NAME
from portreeve.foundation.pure.ids import uuid7


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by email whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account with an email, as Django's sign-in asks for it."""
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A member of staff who may sign in. `is_active` is false once they have left; rows are never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True, max_length=LONGEST_EMAIL)
    name = models.CharField(max_length=LONGEST_NAME)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    language = models.CharField(max_length=12, blank=True, default="")
    """Of emails to them: what they last signed in in, and until then what the account was made with; empty: unsaid."""

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """Emails are kept in lower case, so that `unique` is blind to capitals."""

        constraints = [models.CheckConstraint(condition=models.Q(email=Lower("email")), name="account_email_lower")]

    def __str__(self) -> str:
        """Return the id: names stay out of logs."""
        return str(self.id)

    def get_full_name(self) -> str:
        """Return the name, for libraries that ask."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name, for libraries that ask."""
        return self.name


class Invitation(models.Model):
    """A one-time link by which somebody begins; the last one made for an account is the only one that holds good.

    Its token is made when the email goes out, and only its hash is kept.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    """When they first signed in, by the link or otherwise."""

    class Meta:
        """No two links are the same; before the email goes out there is none."""

        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~models.Q(digest=""), name="account_link_once")
        ]


class Team(models.Model):
    """A team that cases go to. Its id is the code that service files name."""

    id = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)


class Membership(models.Model):
    """An account's place in a team."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        """Once per account and team."""

        constraints = [models.UniqueConstraint(fields=["account", "team"], name="account_team_once")]


class Grant(models.Model):
    """One act that an account may do, within a scope. An empty scope part means: any (ADR 0006)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    act = models.CharField(max_length=40)
    service = models.CharField(max_length=60, blank=True, default="")
    team = models.CharField(max_length=40, blank=True, default="")
    ward = models.CharField(max_length=40, blank=True, default="")
    private = models.BooleanField(default=False)
    given_by = models.CharField(max_length=60)
    given_at = models.DateTimeField()

    class Meta:
        """The same grant is held once."""

        constraints = [
            models.UniqueConstraint(
                fields=["account", "act", "service", "team", "ward", "private"], name="account_grant_once"
            )
        ]
