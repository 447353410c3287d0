"""Bringing in cases of the past, many at once: nobody is told, one audit entry a batch, twice is once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import connection

from portreeve.foundation.audit import api as audit
from portreeve.foundation.bulk import api as bulk
from portreeve.foundation.clock import api as clock
from portreeve.foundation.journal.api import operation
from portreeve.foundation.outbox.api import PastEvent, keep_past
from portreeve.foundation.pure import reference as references
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.events import Event, Recorded
from portreeve.foundation.pure.ids import uuid7
from portreeve.modules.cases.models import Case, Reporter, StatusChange, Update
from portreeve.modules.cases.queries.settings import policy
from portreeve.modules.cases.rules import life, public_id
from portreeve.modules.cases.rules.past import Kept, events_of, moments_of
from portreeve.modules.cases.rules.promises import NEVER
from portreeve.modules.cases.types.past import Loaded, PastCase

_NAMESPACE = UUID("6f0c3a53-6a54-5c0b-9a55-6f7e2f0f5a10")
_CASE = (
    "id",
    "public_id",
    "service",
    "version",
    "tier",
    "channel",
    "team",
    "owner_id",
    "status",
    "closing_reason",
    "private",
    "home",
    "home_of_id",
    "place_text",
    "uprn",
    "usrn",
    "ward",
    "lat",
    "long",
    "opened_at",
    "due_at",
    "watch_at",
    "done_by",
    "promised_done_by",
    "done_at",
    "answered_at",
    "answer_warned",
    "done_warned",
    "answer_broken",
    "done_broken",
    "broken",
    "waited_seconds",
    "delay_reason",
    "ended_at",
    "reopened",
    "closed_too_soon",
    "chased",
    "chased_at",
    "reporters",
    "part",
    "passed_to",
    "revision",
)
_REPORTER = (
    "id",
    "case_id",
    "came_with_id",
    "reference",
    "asker_id",
    "subject_id",
    "told_id",
    "language",
    "channel",
    "version",
    "since",
    "joined",
    "anonymous",
    "secret",
    "answers",
    "details",
    "face",
    "face_reason",
    "verdict_at",
)
_CHANGE = ("id", "case_id", "at", "before", "after", "reason", "by_kind", "by", "closed_too_soon")
_UPDATE = ("id", "case_id", "at", "kind", "status", "text", "code", "audience", "by_kind", "by", "files")
_WORDS = """
UPDATE portreeve_cases_case SET words = to_tsvector('english', replace(service, '-', ' ') || ' ' || place_text)
WHERE id = ANY(%s)
"""

WriteFacts = Callable[[Iterable[Recorded[Event]]], None]


@operation
def load_past(*, source: str, batch: Sequence[PastCase], write_facts: WriteFacts, by: Actor, at: datetime) -> Loaded:
    """Bring in a batch of past cases with their events and facts, in one transaction, with one audit entry.

    `write_facts` writes the facts of the events that are new; nothing else is ever done about them. A case whose
    source and key are known already is left as it is. Working time is the council's calendar of today.
    """
    ids = {past_id(source, one.key): one for one in batch}
    known = set(Case.objects.filter(pk__in=ids).values_list("pk", flat=True))
    fresh = {pk: one for pk, one in ids.items() if pk not in known}
    if fresh:
        _write(fresh, by)
        kept = keep_past(_past_events(source, fresh), by=by)
        write_facts(kept)
    details: audit.Details = {"source": source[:40], "made": len(fresh), "known": len(known)}
    audit.append(act="cases.loaded", subject_type="case", subject=None, by=by, at=at, details=details)
    return Loaded(made=len(fresh), known=len(known))


def past_id(source: str, key: str) -> UUID:
    """Return the id that a source's key always gives."""
    return uuid5(_NAMESPACE, f"{source}\0{key}")


def _write(fresh: dict[UUID, PastCase], by: Actor) -> None:
    """Write the rows of new cases; the tables' own keys keep what is random apart."""
    public, reference = _unused_public(len(fresh)), _unused_references(len(fresh))
    bulk.insert_new(Case, _CASE, (_case_row(pk, one, public.pop()) for pk, one in fresh.items()))
    bulk.insert_new(Reporter, _REPORTER, (_reporter_row(pk, one, reference.pop()) for pk, one in fresh.items()))
    bulk.insert_new(StatusChange, _CHANGE, (row for pk, one in fresh.items() for row in _change_rows(pk, one, by)))
    bulk.insert_new(Update, _UPDATE, (row for pk, one in fresh.items() for row in _update_rows(pk, one, by)))
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [list(fresh)])


def _unused_public(many: int) -> set[str]:
    """Return as many public ids that no case has."""
    found: set[str] = set()
    while len(found) < many:
        new = {public_id.generate() for _ in range(many - len(found))}
        found |= new - set(Case.objects.filter(public_id__in=new).values_list("public_id", flat=True))
    return found


def _unused_references(many: int) -> set[str]:
    """Return as many references that no reporter has."""
    found: set[str] = set()
    while len(found) < many:
        new = {references.generate() for _ in range(many - len(found))}
        found |= new - set(Reporter.objects.filter(reference__in=new).values_list("reference", flat=True))
    return found


def _case_row(pk: UUID, one: PastCase, public: str) -> bulk.Row:
    """Return the row of a case; open ones have no clock to watch, since nobody today made their promise."""
    place = one.place
    return (
        pk,
        public,
        one.service,
        one.version,
        one.tier,
        one.channel.value,
        one.team,
        one.owner,
        one.status.value,
        one.closing_reason.value if one.closing_reason else "",
        one.private,
        one.home,
        one.asker if one.private or one.home else None,
        place.text,
        place.uprn,
        place.usrn,
        place.ward,
        place.lat,
        place.long,
        *_course(one),
    )


def _course(one: PastCase) -> bulk.Row:
    """Return the rest of that row: when it was opened, promised and ended, and what happened in between."""
    kept, moments = Kept.of(one), moments_of(one)
    ended = one.ended_at is not None
    return (
        one.opened_at,
        NEVER if ended or one.done_by is None else one.done_by,
        NEVER,
        one.done_by,
        one.done_by,
        one.ended_at if kept.done else None,
        one.ended_at,
        True,
        True,
        False,
        kept.broken,
        kept.broken,
        0,
        "",
        one.ended_at,
        len(one.returns),
        moments.too_soon(policy().closed_too_soon_days),
        len(one.chases),
        max((c.at for c in one.chases), default=None),
        1,
        False,
        "",
        0,
    )


def _reporter_row(pk: UUID, one: PastCase, reference: str) -> bulk.Row:
    """Return the row of its one reporter."""
    return (
        uuid5(pk, "reporter"),
        pk,
        pk,
        reference,
        one.asker,
        one.asker,
        one.asker,
        one.language,
        one.channel.value,
        one.version,
        one.opened_at,
        False,
        one.asker is None,
        "",
        "{}",
        "{}",
        one.face.value if one.face else "",
        "",
        one.face_at,
    )


def _change_rows(pk: UUID, one: PastCase, by: Actor) -> Iterator[bulk.Row]:
    """Yield the rows of its history."""
    days = policy().closed_too_soon_days
    for place, m in enumerate(moments_of(one).changes):
        too_soon = m.since is not None and life.closed_too_soon(m.since, m.at, days, reason=m.reason)
        yield uuid5(pk, f"change {place}"), pk, m.at, m.before, m.after, m.reason, by.kind.value, by.id, too_soon


def _update_rows(pk: UUID, one: PastCase, by: Actor) -> Iterator[bulk.Row]:
    """Yield the rows of its notes."""
    for n in one.notes:
        kind = "note" if n.audience == "staff" else "update"
        yield uuid7(), pk, n.at, kind, "", n.text[:10_000], "", n.audience.value, by.kind.value, by.id, []


def _past_events(source: str, fresh: dict[UUID, PastCase]) -> Iterator[PastEvent]:
    """Yield the events of new cases, each with an id of its own that never changes."""
    calendar, days = clock.calendar(), policy().closed_too_soon_days
    for pk, one in fresh.items():
        made = events_of(pk, uuid5(pk, "reporter"), one, worked=calendar.working_seconds, too_soon_days=days)
        for place, (event, at, channel) in enumerate(made):
            yield PastEvent(id=uuid5(pk, f"{source} event {place}"), event=event, at=at, channel=channel)
