"""One case as the desk's page shows it: a constant number of queries, and the look at it written down if private."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.audit import api as audit
from portreeve.foundation.pure.actor import Actor
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotFound
from portreeve.modules.cases.models import (
    Case,
    Failure,
    Looking,
    Question,
    Referral,
    Reporter,
    StatusChange,
    Update,
)
from portreeve.modules.cases.queries import rows
from portreeve.modules.cases.queries.scope import opens, reach, reaches
from portreeve.modules.cases.rules import life
from portreeve.modules.cases.rules.life import Act
from portreeve.modules.cases.types import (
    Audience,
    CaseStatus,
    CaseView,
    Presence,
    QuestionView,
    RelatedCase,
    ReporterView,
)
from portreeve.modules.journeys.types import Promised
from portreeve.modules.people import api as people
from portreeve.modules.people.types import Party

LOOKS = timedelta(seconds=60)
"""How long somebody counts as looking after their page last said so."""
_GRANTS = {
    Act.ASSIGN: ("case.assign",),
    Act.REOPEN: ("case.reopen",),
    Act.CHASE: ("case.view",),
    Act.ANSWER: ("case.work", "contact.handle"),
    Act.WITHDRAW: ("case.work", "contact.handle"),
}
"""Any of these; the others are work on the case. Advisers write down what people say to them, of any team's case."""
_WORK = ("case.work",)
_BY_REPORTER = frozenset({Act.JOIN, Act.VERDICT})
_PEOPLE = ("person.view", "case.work")
"""The grants that let somebody know who the people of a case are."""


def case(*, case: UUID, actor: Actor, at: datetime) -> CaseView:
    """Return one case with everything its page shows. Raises NotFound, also where the actor may not know of it."""
    row = Case.objects.defer("words").filter(reach(actor), pk=case).first()
    if row is None:
        raise NotFound
    if row.private:
        audit.seen(what="case", subject=row.id, by=actor, at=at)
    knows = _knows_people(row, actor)
    updates = tuple(rows.update(u) for u in _said(row, whole=knows))
    history = tuple(rows.change(c) for c in StatusChange.objects.filter(case=row).order_by("id"))
    failures = tuple(rows.failure(f) for f in Failure.objects.filter(case=row).order_by("id"))
    here = _looking(row, actor, at)
    names = _names(row, [u.by for u in updates], [c.by for c in history], [f.owner for f in failures], here)
    return CaseView(
        listing=rows.listing(row),
        tier=row.tier,
        channel=Channel(row.channel),
        home=row.home,
        owner_name=names.get(str(row.owner_id), ""),
        promise=rows.promised(row),
        promised=Promised(answer_by=row.promised_answer_by, done_by=row.promised_done_by),
        answered_at=row.answered_at,
        expected_by=row.expected_by,
        reporters=_reporters(row, whole=knows),
        updates=updates,
        history=history,
        questions=_questions(row) if knows else (),
        failures=failures,
        referrals=tuple(rows.referral(r) for r in Referral.objects.filter(case=row).order_by("id")),
        related=_related(row, actor),
        here_now=tuple(Presence(account, names.get(str(account), ""), seen) for account, seen in here),
        may=_may(row, actor),
        names=names,
        may_open=opens(actor, row),
        knows_people=knows,
    )


def case_id(*, public: str, actor: Actor) -> UUID:
    """Return the id of the case with a public id. Raises NotFound."""
    found = Case.objects.filter(reach(actor), public_id=public).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found


def _looking(row: Case, actor: Actor, at: datetime) -> list[tuple[UUID, datetime]]:
    here = Looking.objects.filter(case=row, at__gt=at - LOOKS).order_by("-at").values_list("account_id", "at")
    return [(account, seen) for account, seen in here if str(account) != actor.id]


def _names(row: Case, *groups: Iterable[object]) -> dict[str, str]:
    """Return the names of all staff on the page in one query."""
    said = {str(row.owner_id or "")} | {str(g[0] if isinstance(g, tuple) else g) for group in groups for g in group}
    ids = [UUID(one) for one in said if len(one) == 36]
    return {str(account): name for account, name in accounts.names(ids).items()}


def _knows_people(row: Case, actor: Actor) -> bool:
    """Say whether an actor may know the people of this case: a grant for other teams or services is none for it."""
    return any(reaches(actor, grant, row) for grant in _PEOPLE)


def _said(row: Case, *, whole: bool) -> QuerySet[Update]:
    """Return the updates: to others than those who know its people, only what all its reporters may read."""
    found = Update.objects.filter(case=row).order_by("id")
    return found if whole else found.filter(reporter__isnull=True).exclude(audience=Audience.STAFF)


def _questions(row: Case) -> tuple[QuestionView, ...]:
    return tuple(rows.question(q) for q in Question.objects.filter(reporter__case=row).order_by("id"))


def _reporters(row: Case, *, whole: bool) -> tuple[ReporterView, ...]:
    """Return the reporters; who they are and what they said only for those who may know people."""
    found = [rows.reporter(r, answers=True) for r in Reporter.objects.filter(case=row).order_by("id")]
    if not whole:
        return tuple(replace(r, answers=tuple(a for a in r.answers if a.personal == "no")) for r in found)
    ids = {party for r in found for party in (r.roles.asker, r.roles.subject, r.roles.told) if party}
    known = people.parties(ids) if ids else {}
    return tuple(
        replace(
            r,
            asker=_party(known, r.roles.asker),
            subject=_party(known, r.roles.subject),
            told=_party(known, r.roles.told),
        )
        for r in found
    )


def _party(known: Mapping[UUID, Party], party: UUID | None) -> Party | None:
    return known.get(party) if party else None


def _related(row: Case, actor: Actor) -> tuple[RelatedCase, ...]:
    others = Q(parent=row) | Q(duplicate_of=row)
    if row.parent_id:
        others |= Q(pk=row.parent_id)
    if row.duplicate_of_id:
        others |= Q(pk=row.duplicate_of_id)
    found = Case.objects.filter(reach(actor)).filter(others).only("id", "public_id", "service", "status", "parent_id")
    return tuple(
        RelatedCase(
            id=other.id,
            public_id=other.public_id,
            service=other.service,
            status=CaseStatus(other.status),
            relation=_relation(row, other),
        )
        for other in found
    )


def _relation(row: Case, other: Case) -> str:
    if other.id == row.parent_id:
        return "parent"
    if other.id == row.duplicate_of_id:
        return "duplicate of"
    return "child" if other.parent_id == row.id else "duplicate"


def _may(row: Case, actor: Actor) -> frozenset[str]:
    """Return the acts that both the case's life and the actor's grants allow now."""
    acts = life.acts_in(CaseStatus(row.status)) - _BY_REPORTER
    if not Question.objects.filter(reporter__case=row, answered_at__isnull=True).exists():
        acts -= {Act.ANSWER}
    # A duplicate has nobody left to be told that it comes back: it is taken apart, with those who came with it.
    acts -= {Act.UNLINK_DUPLICATE if row.duplicate_of_id is None else Act.REOPEN}
    wanted = {grant for act in acts for grant in _GRANTS.get(act, _WORK)}
    held = {grant for grant in wanted if reaches(actor, grant, row)}
    return frozenset(act.value for act in acts if held & set(_GRANTS.get(act, _WORK)))
