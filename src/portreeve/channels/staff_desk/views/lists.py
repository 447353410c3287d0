"""Lists: what matters now, cases by any filter, finding, and acts on many at once."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portreeve.channels.staff_desk import lists, naming, once
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.channels.staff_desk.acts import FieldWrong, read_date, read_id
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.design.api import words
from portreeve.foundation.idempotency.api import Json
from portreeve.foundation.pure.refusals import NotAllowed, Refusal
from portreeve.foundation.pure.result import Page
from portreeve.modules.cases import api as cases
from portreeve.modules.cases.types import (
    BulkAct,
    BulkDetails,
    CaseListing,
    CaseStatus,
    ClosingReason,
    Filter,
    Open,
    Sort,
)
from portreeve.modules.catalogue import api as catalogue
from portreeve.modules.people import api as people
from portreeve.modules.places import api as places

SHORT = 8
MOST_ALERTS = 12
"""Shown at once; the others come up as these are put away."""
FIRST_PAGES = {"council.view": "desk-area", "contact.handle": "desk-find", "events.work": "desk-events"}
"""Where those begin who see no cases, by what they may do."""
FLAGS = ("mine", "unassigned", "broken", "chased", "reopened", "overdue")
FIELDS = ("open", "sort", "team", "service", "ward", "street", "uprn", "status", "words", "opened_from", "ended_from")


@require_safe
@desk()
def home(request: DeskRequest) -> HttpResponse:
    """Show what matters now to whoever is signed in: their alerts, their cases, their teams' oldest and broken."""
    if not request.actor.may("case.view"):
        first = next((page for act, page in FIRST_PAGES.items() if request.actor.may(act)), "")
        if not first:
            raise NotAllowed(act="case.view")
        return HttpResponseRedirect(reverse(first))
    w, at = words(_language(request)), request.at
    mine = _list(request, Filter(mine=True))
    teams = accounts.teams_of(UUID(request.actor.id))
    boards = [{"code": team, "name": naming.teams().get(team, team), "lists": _board(request, team)} for team in teams]
    context = {
        "alerts": cases.alerts(actor=request.actor) if request.actor.may("case.work") else (),
        "most_alerts": MOST_ALERTS,
        "did": request.GET.get("did") == "seen",
        "mine": lists.rows(mine.rows, w, at),
        "mine_count": mine.count,
        "boards": boards,
        "saved": cases.saved_filters(actor=request.actor),
        "naming": naming,
        "when": lists.when,
        "query_of": query_of,
        "active": "home",
    }
    return show(request, "desk/home.html", context)


@require_POST
@desk("case.work")
def alerts_seen(request: DeskRequest) -> HttpResponse:
    """Put away one alert, or all that the page showed: none that came since. Ids that make no sense name none."""
    found: list[UUID] = []
    for said in request.POST.get("alert", "").split()[:MOST_ALERTS]:
        with suppress(FieldWrong):
            found.append(read_id("alert", said))
    if not cases.alerts_seen(alerts=tuple(found), by=request.actor, at=request.at):
        return HttpResponseRedirect(reverse("desk-home"))
    return HttpResponseRedirect(f"{reverse('desk-home')}?did=seen")


def _board(request: DeskRequest, team: str) -> list[dict[str, Any]]:
    """Return the lists of one team with how many cases are on each, counted up to a thousand."""
    wanted = {
        "open": Filter(team=team),
        "unassigned": Filter(team=team, unassigned=True),
        "overdue": Filter(team=team, overdue=True),
        "broken": Filter(team=team, broken=True),
        "chased": Filter(team=team, chased=True),
        "waiting": Filter(team=team, status=CaseStatus.WAITING),
    }
    return [
        {"name": name, "count": _list(request, filter_, size=1).count, "query": query_of(filter_)}
        for name, filter_ in wanted.items()
    ]


def _list(request: DeskRequest, wanted: Filter, size: int = SHORT) -> Page[CaseListing]:
    """Return the first page of a list."""
    return cases.inbox(actor=request.actor, wanted=wanted, at=request.at, size=size)


def _language(request: Any) -> str:
    """Return the language of the page."""
    language: str = getattr(request, "language", "") or "en"
    return language


def query_of(wanted: Filter, **more: str) -> str:
    """Return a filter as the query of a list's address; it names codes only, never people."""
    said: dict[str, str] = {name: str(getattr(wanted, name) or "") for name in FIELDS}
    said |= {name: "1" for name in FLAGS if getattr(wanted, name)}
    defaults = {"open": Open.OPEN.value, "sort": Sort.DUE.value}
    return urlencode({name: value for name, value in said.items() if value and value != defaults.get(name)} | more)


def filter_of(typed: Any) -> Filter:
    """Read a filter from the query of an address; what makes no sense narrows nothing."""
    said: dict[str, object] = {name: typed.get(name, "")[:200] for name in FIELDS}
    return cases.read_filter(said | {name: True for name in FLAGS if typed.get(name)})


@require_safe
@desk("case.view")
def inbox(request: DeskRequest) -> HttpResponse:
    """Show a list of cases by any filter, a page at a time."""
    said = once.said(request.GET.get("said", ""), by=request.actor)
    saved = cases.saved_filters(actor=request.actor) if "saved" in said else ()
    name = next((one.name for one in saved if str(one.id) == said["saved"]), "")
    return show(request, "desk/list.html", _inbox_context(request, filter_of(request.GET)) | said | {"saved_as": name})


def _inbox_context(request: DeskRequest, wanted: Filter) -> dict[str, Any]:
    """Return what the list page shows."""
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = cases.inbox(actor=request.actor, wanted=wanted, at=request.at, after=after, before=before)
    w = words(_language(request))
    return {
        "wanted": wanted,
        "query": query_of(wanted),
        "list": page,
        "rows": lists.rows(page.rows, w, request.at),
        "teams": naming.teams(),
        "wards": naming.wards(),
        "services": {s.id: s.name for s in catalogue.listing(language=w.language)},
        "statuses": tuple(CaseStatus),
        "sorts": tuple(Sort),
        "opens": tuple(Open),
        "flags": FLAGS,
        "members": _members(wanted.team),
        "may_bulk": request.actor.may("case.bulk"),
        "closings": tuple(r for r in ClosingReason if r not in {ClosingReason.WITHDRAWN, ClosingReason.DUPLICATE}),
        "naming": naming,
        "active": "list",
    }


def _members(team: str) -> tuple[Any, ...]:
    """Return the people a bulk assignment can name: a team's own, or everybody where no team is chosen."""
    return accounts.members(team) if team else tuple(a for a in accounts.accounts() if a.active)


@require_POST
@desk("case.view")
def save(request: DeskRequest) -> HttpResponse:
    """Keep the list under a name."""
    wanted = filter_of(request.POST)
    try:
        saved = cases.save_filter(name=request.POST.get("name", ""), wanted=wanted, by=request.actor, at=request.at)
    except Refusal as no:
        return show(request, "desk/list.html", _inbox_context(request, wanted) | {"refused": no.code}, status=422)
    return _told(request, wanted, {"saved": str(saved)})


def _told(request: DeskRequest, wanted: Filter, said: dict[str, Json]) -> HttpResponse:
    """Lead back to the list, which says what came of it."""
    query = {"said": once.key_of(request)}
    return once.Told(f"{reverse('desk-list')}?{query_of(wanted, **query)}", said)


@require_POST
@desk("case.view")
def drop(request: DeskRequest, saved: UUID) -> HttpResponse:
    """Forget a saved list."""
    cases.drop_filter(saved=saved, by=request.actor, at=request.at)
    return HttpResponseRedirect(reverse("desk-home"))


@require_POST
@desk("case.bulk")
def bulk(request: DeskRequest) -> HttpResponse:
    """Do one act to the ticked cases, each for itself, and say what came of each."""
    wanted = filter_of(request.POST)
    chosen: list[UUID] = []
    with suppress(FieldWrong):
        chosen = [read_id("case", one) for one in request.POST.getlist("case")]
    if not chosen:
        return show(
            request, "desk/list.html", _inbox_context(request, wanted) | {"refused": "nothing-ticked"}, status=422
        )
    try:
        chosen_act, details = _bulk_values(request)
        outcomes = cases.bulk(act=chosen_act, cases=chosen, details=details, by=request.actor, at=request.at)
    except FieldWrong as wrong:
        context = _inbox_context(request, wanted) | {"refused": f"bulk-{wrong.code}", "ticked": set(chosen)}
        return show(request, "desk/list.html", context, status=422)
    except Refusal as no:
        context = _inbox_context(request, wanted) | {"refused": no.code, "ticked": set(chosen)}
        return show(request, "desk/list.html", context, status=422)
    problems: dict[str, Json] = {str(o.case): o.problem for o in outcomes if o.problem}
    return _told(request, wanted, {"done": len(outcomes) - len(problems), "problems": problems})


def _bulk_values(request: DeskRequest) -> tuple[BulkAct, BulkDetails]:
    """Read what a bulk act needs. Raises FieldWrong."""
    typed = request.POST.dict()
    text = typed.get("text", "").strip()
    act = typed.get("act", "")
    if act == BulkAct.ASSIGN and typed.get("owner"):
        with suppress(FieldWrong):
            return BulkAct.ASSIGN, BulkDetails(owner=read_id("owner", typed["owner"]))
    if act == BulkAct.SCHEDULE and (day := read_date("day", typed)):
        return BulkAct.SCHEDULE, BulkDetails(day=day, text=text)
    if act == BulkAct.UPDATE and text:
        return BulkAct.UPDATE, BulkDetails(text=text)
    if act == BulkAct.CLOSE and typed.get("reason", "") in set(ClosingReason):
        return BulkAct.CLOSE, BulkDetails(reason=ClosingReason(typed["reason"]), text=text)
    wanting = {BulkAct.ASSIGN: "owner", BulkAct.SCHEDULE: "date", BulkAct.UPDATE: "text", BulkAct.CLOSE: "reason"}
    missing = next((code for known, code in wanting.items() if known == act), "act")
    raise FieldWrong(missing, missing)


@desk("case.view", "council.view", "contact.handle", writes=False)
def find(request: DeskRequest) -> HttpResponse:
    """Find cases by reference, public id, words, person, street or address. What is looked for is posted, not linked.

    A person's name or number never stands in an address: those are kept by browsers and logs.
    """
    said = request.POST.get("said", "").strip()[:200]
    by = request.POST.get("by", "case")
    context: dict[str, Any] = {"said": said, "by": by, "active": "find"}
    if request.method == "POST" and said:
        context |= _found(request, said, by)
    return show(request, "desk/find.html", context)


def _found(request: DeskRequest, said: str, by: str) -> dict[str, Any]:
    """Return what was found, in the way that was chosen."""
    w = words(_language(request))
    if by == "place":
        return {
            "streets": places.search_streets(query=said),
            "addresses": places.search_addresses(query=said, limit=10),
        }
    try:
        if by == "person":
            found = people.find_people(said, actor=request.actor, at=request.at)
            parties = found.rows
            page = cases.cases_of(parties={p.id for p in parties}, actor=request.actor)
            return {"parties": parties, "rows": lists.rows(page.rows, w, request.at), "list": page}
        page = cases.search(said=said, actor=request.actor, at=request.at)
    except Refusal as no:
        return {"refused": no.code}
    if len(page.rows) == 1 and by == "case":
        return {"rows": lists.rows(page.rows, w, request.at), "list": page, "only": page.rows[0].public_id}
    return {"rows": lists.rows(page.rows, w, request.at), "list": page}
