"""What an actor's grants reach of what we send and owe, as a filter for SQL."""

from __future__ import annotations

from django.db.models import Q

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.scope import scope_of

WORK = "correspondence.work"


def reach(actor: Actor, *, private: str = "private") -> Q:
    """Return the filter for what an actor may look after: their teams', and private matters only where granted.

    A dispatch knows neither ward nor service, so a grant for one of these alone reaches nothing. `private` is the
    path to whether it is private.
    """
    return accounts.rows_within(scope_of(actor, WORK), {"team": "team", "private": private})
