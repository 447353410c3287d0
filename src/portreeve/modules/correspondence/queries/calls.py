"""Calls owed, for the teams that owe them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from portreeve.foundation.audit import api as audit
from portreeve.foundation.clock import api as clock
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.result import Page
from portreeve.modules.correspondence import models, types
from portreeve.modules.correspondence.queries import words
from portreeve.modules.correspondence.queries.scope import WORK, reach
from portreeve.modules.correspondence.rules import hours, ways
from portreeve.modules.correspondence.types import Way
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Party

_PAGE = 50


def calls_owed(
    *, actor: Actor, at: datetime, team: str = "", after: str = "", limit: int = _PAGE
) -> Page[types.CallListing]:
    """Return the open calls that the actor's teams owe, the soonest due first. Raises NotAllowed."""
    if not actor.may(WORK):
        raise NotAllowed(act=WORK)
    rows = models.Call.objects.filter(visible_to(actor), settled_at__isnull=True)
    if team:
        rows = rows.filter(team=team)
    count = rows[:1001].count()
    if after:
        rows = rows.filter(_after(after))
    size = max(1, min(limit, _PAGE))
    found = list(rows.select_related("dispatch__template").order_by("due_at", "id")[: size + 1])
    parties = people.parties(row.dispatch.party_id for row in found)
    shown = found[:size]
    more = f"{shown[-1].due_at.isoformat()}/{shown[-1].id}" if len(found) > size else ""
    listed = tuple(_listing(row, parties[row.dispatch.party_id], at) for row in shown)
    return Page(rows=listed, count=min(count, 1000), after=more)


def call_owed(*, call: UUID, actor: Actor, at: datetime) -> types.CallOwed:
    """Return one call with the number and the words, and audit that they were read. Raises NotAllowed, NotFound."""
    if not actor.may(WORK):
        raise NotAllowed(act=WORK)
    rows = models.Call.objects.select_related("dispatch__template").filter(visible_to(actor), id=call)
    row = rows.first()
    if row is None:
        raise NotFound
    party = people.party(row.dispatch.party_id)
    audit.seen(what="person", subject=party.id, by=actor, at=at)
    tried = row.tried.order_by("at").values_list("at", "outcome")
    return types.CallOwed(
        listing=_listing(row, party, at),
        name=party.name,
        numbers=tuple(people.as_read(p) for p in ways.numbers(party)),
        language=row.dispatch.template.language,
        needs=party.needs,
        not_before=party.safe.not_before,
        not_after=party.safe.not_after,
        say_nothing=party.safe.say_nothing,
        script=words.call_script(row.dispatch, party.name),
        tries=tuple((moment, types.CallOutcome(outcome)) for moment, outcome in tried),
    )


def visible_to(actor: Actor) -> Q:
    """Return the filter for the calls an actor may work on: their teams', and private ones where granted."""
    return reach(actor, private="dispatch__private")


def _after(key: str) -> Q:
    """Return the filter for what comes after a page's key; a key that none of our pages gave begins anew."""
    due, _, last = key.partition("/")
    try:
        moment, id = datetime.fromisoformat(due), UUID(last)
    except ValueError:
        return Q()
    return Q(due_at__gt=moment) | Q(due_at=moment, id__gt=id) if moment.tzinfo else Q()


def _listing(row: models.Call, party: Party, at: datetime) -> types.CallListing:
    window = hours.window_for(Way.CALL, party.safe)
    return types.CallListing(
        id=row.id,
        to=row.dispatch.party_id,
        about=row.dispatch.about,
        template=row.dispatch.template.template,
        team=row.team,
        because=types.Because(row.dispatch.because),
        private=row.dispatch.private,
        call_from=row.call_from,
        due_at=row.due_at,
        late=row.due_at < at,
        safe_now=at >= row.call_from and hours.is_safe(at, window, clock.council_zone()),
        tries=row.tries,
    )
