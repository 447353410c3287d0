"""Finding people by what they say: a name, a telephone number, an email address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import QuerySet

from portreeve.foundation.audit import api as audit
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.refusals import NotAllowed, Refusal
from portreeve.foundation.pure.result import Page
from portreeve.foundation.pure.scope import may_everywhere
from portreeve.modules.people import models, types
from portreeve.modules.people.queries.parties import VIEW, with_points
from portreeve.modules.people.rules import contact_points, names

CAP = 100
"""Nobody reads further; a longer answer would be a way to take the whole register home."""
PAGE = 20
_SHORTEST = 3


class SearchTooShort(Refusal):
    """There is too little to search by; data `at_least` says how many letters or digits are needed."""

    code = "search-too-short"


def find_people(
    query: str, *, actor: Actor, at: datetime, after: str = "", limit: int = PAGE
) -> Page[types.PartyListing]:
    """Find parties by name (typing errors forgiven), telephone number or its last digits, or email address.

    The best hundred at most, a page at a time; each person shown is audited as seen. Raises NotAllowed,
    SearchTooShort.
    """
    if not may_everywhere(actor, VIEW):
        raise NotAllowed(act=VIEW)
    found = [row.id for row in _matching(query)[:CAP]]
    start = next((place + 1 for place, one in enumerate(found) if str(one) == after), 0)
    shown = found[start : start + min(limit, PAGE)]
    end = start + len(shown)
    for party in shown:
        audit.seen(what="person", subject=party, by=actor, at=at)
    return Page(
        rows=tuple(_listed(shown)),
        count=len(found),
        count_cap=CAP,
        after=str(shown[-1]) if shown and end < len(found) else "",
    )


def _matching(query: str) -> QuerySet[models.Party]:
    """Return the parties that match, best first; the text says by what it is searched."""
    text = query.strip()[:200]
    digits = re.sub(r"\D", "", text)
    if "@" in text:
        return _by_email(text.lower())
    if len(digits) >= _SHORTEST and not re.search(r"[^\W\d_]", text):
        return _by_telephone(text, digits)
    words = names.searchable(text)
    if len(words) < _SHORTEST:
        raise SearchTooShort(at_least=_SHORTEST)
    near = models.Party.objects.filter(name_search__trigram_word_similar=words)
    return near.annotate(
        near=TrigramWordSimilarity(words, "name_search"), whole=TrigramSimilarity("name_search", words)
    ).order_by("-near", "-whole", "id")


def _by_email(text: str) -> QuerySet[models.Party]:
    """Return parties whose email address is this or very like it."""
    near = models.ContactPoint.objects.filter(kind="email", replaced_at__isnull=True, value__trigram_similar=text)
    best = list(near.annotate(near=TrigramSimilarity("value", text)).order_by("-near", "id")[:CAP])
    exact = [point.party_id for point in best if point.value == text]
    return models.Party.objects.filter(id__in=exact or [point.party_id for point in best]).order_by("id")


def _by_telephone(text: str, digits: str) -> QuerySet[models.Party]:
    """Return parties with this number, or with one that ends in these digits where they are not a whole number."""
    points = models.ContactPoint.objects.filter(kind__in=("mobile", "landline"), replaced_at__isnull=True)
    try:
        points = points.filter(value=contact_points.telephone(text)[1])
    except contact_points.UnusableDetail:
        points = points.filter(value__endswith=digits)
    return models.Party.objects.filter(id__in=points.values("party_id")[:CAP]).order_by("id")


def _listed(ids: Sequence[UUID]) -> list[types.PartyListing]:
    """Return rows of the list in the order of the ids."""
    rows = {row.id: row for row in with_points(models.Party.objects.filter(id__in=ids))}
    return [_listing(rows[one]) for one in ids if one in rows]


def _listing(row: models.Party) -> types.PartyListing:
    points = sorted(row.points.all(), key=lambda point: not point.usable)
    return types.PartyListing(
        id=row.id,
        kind=types.PartyKind(row.kind),
        name=row.name,
        reached_at=tuple(contact_points.shown(types.ContactKind(p.kind), p.value) for p in points),
        since=row.added_at,
    )
