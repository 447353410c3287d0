"""Looking after staff accounts: who may sign in and do what, a lost passkey, somebody who leaves or comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portreeve.channels.staff_desk import lists, naming
from portreeve.channels.staff_desk.access import DeskRequest, desk, show
from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts.types import Act, StaffView
from portreeve.foundation.audit import api as audit
from portreeve.foundation.config_types.api import installation
from portreeve.foundation.design.api import Words, language_of, words
from portreeve.foundation.pure.actor import Grant
from portreeve.foundation.pure.scope import may_everywhere
from portreeve.modules.catalogue import api as catalogue

ACT = "accounts.manage"
MOST_ENTRIES = 20
DONE = frozenset({"given", "taken", "role", "reset", "closed", "opened", "made", "invited"})


@dataclass(frozen=True, slots=True)
class Offered:
    """What a grant can be narrowed to, as code and name."""

    service: dict[str, str]
    team: dict[str, str]
    ward: dict[str, str]

    def said(self, grant: Grant, w: Words) -> list[str]:
        """Return in words what a grant is narrowed to; a code that is offered no more is shown as it is."""
        parts = [
            w.plain(f"staff.for_{part}", name=getattr(self, part).get(code, code))
            for part in ("service", "team", "ward")
            if (code := getattr(grant, part))
        ]
        return (parts or [w.plain("staff.anywhere")]) + ([w.plain("staff.private_too")] if grant.private else [])


def _offered(language: str) -> Offered:
    services = {one.id: one.name for one in catalogue.listing(language=language)}
    return Offered(service=services, team=dict(naming.teams()), ward=dict(naming.wards()))


@desk(ACT, writes=False)
def staff(request: DeskRequest) -> HttpResponse:
    """List who may sign in, or who left. Names looked for are posted, never in an address."""
    said = request.POST.get("said", "").strip()[:120] if request.method == "POST" else ""
    closed = request.GET.get("only") == "closed"
    context = {
        "list": accounts.staff(actor=request.actor, closed=closed, said=said, after=request.GET.get("after", "")),
        "closed": closed,
        "said": said,
        "teams": naming.teams(),
        "active": "staff",
    }
    return show(request, "desk/staff.html", context)


@require_safe
@desk(ACT)
def account(request: DeskRequest, account: UUID) -> HttpResponse:
    """Show one account: what it may do and who allowed it, how it is signed in to, and what happened to it."""
    return _account(request, account)


def _account(request: DeskRequest, account: UUID, status: int = 200, **more: Any) -> HttpResponse:
    w = words(language_of(request))
    found, offered = accounts.staff_member(account, actor=request.actor), _offered(w.language)
    context = {
        "one": found,
        "own": str(account) == request.actor.id,
        "scopes": offered,
        "teams": naming.teams(),
        "acts": sorted(((act.value, _act(w, act)) for act in Act), key=lambda one: one[1]),
        "roles": [(role, role_name(w, role)) for role in accounts.roles(folder=installation().council)],
        "act_name": lambda act: _act(w, act),
        "scope": lambda grant: offered.said(grant, w),
        "by": accounts.names({grant.given_by for grant in found.grants}),
        "history": _entries(request, found, w),
        "when": lambda at: lists.when(w, at),
        "done": _done_words(w, request.GET.get("did", "")),
        "invitation": _invitation(w, found, request.at),
        "invite": "invite" if found.invitation else "invite_first",
        "why": "",
        "typed": request.POST,
        "ticked": {name: request.POST.getlist(name) for name in ("teams", "wards")},
        "active": "staff",
    }
    return show(request, "desk/account.html", context | more, status=status)


def _done_words(w: Words, did: str) -> str:
    """Return what is said of what was just done; of an email without a link, where people sign in elsewhere."""
    if did not in DONE:
        return ""
    other = did in {"made", "invited"} and accounts.provider_name()
    return w.plain(f"staff.did_{did}_provider" if other else f"staff.did_{did}")


def _invitation(w: Words, found: StaffView, at: datetime) -> str:
    """Return how it stands with somebody's invitation; nothing where there is none."""
    one, provider = found.invitation, accounts.provider_name()
    if one is None:
        return ""
    if provider:
        state = "provider" if one.sent_at else "provider_soon"
    elif one.expires_at <= at:
        state = "over"
    else:
        state = "sent" if one.sent_at else "soon"
    return w.plain(
        f"staff.invited_{state}",
        name=provider,
        when=lists.when(w, one.sent_at) if one.sent_at else "",
        until=lists.when(w, one.expires_at),
    )


def _act(w: Words, act: str) -> str:
    return naming.code(w, "act", act.replace(".", "-").replace("_", "-"))


def role_name(w: Words, role: str) -> str:
    """Return how a role is called; the council's own are shown as its file writes them."""
    known = naming.code(w, "role", role)
    return known[:1].upper() + known[1:]


def _entries(request: DeskRequest, found: StaffView, w: Words) -> list[tuple[str, str, str]]:
    """Return what the audit says of an account, to those who may read it: what, when, and by whom."""
    if not may_everywhere(request.actor, "audit.view"):
        return []
    entries = audit.entries_for(found.account.id, actor=request.actor, limit=MOST_ENTRIES)
    names, teams = accounts.names({one.actor for one in entries}), naming.teams()
    told = []
    for one in entries:
        act, team = (str(one.details.get(name) or "") for name in ("act", "team"))
        about = "; ".join([*([_act(w, act)] if act else []), *([teams.get(team, team)] if team else [])])
        what = naming.code(w, "audit", one.act.replace(".", "-").replace("_", "-"))
        what = what[:1].upper() + what[1:]
        who = next((name for id, name in names.items() if str(id) == one.actor), w.plain("case.by_portreeve"))
        told.append((f"{what}: {about}" if about else what, lists.when(w, one.at), who))
    return told


@require_POST
@desk(ACT)
def give(request: DeskRequest, account: UUID) -> HttpResponse:
    """Give one grant: an act, everywhere or narrowed to a service, team or ward."""
    offered, typed = _offered(language_of(request)), request.POST
    chosen = {part: typed.get(part, "") for part in ("service", "team", "ward")}
    wrong = next((part for part, code in chosen.items() if code and code not in getattr(offered, part)), "")
    if typed.get("act") not in set(Act) or wrong:
        return _account(request, account, 422, problem=wrong or "act")
    grant = Grant(act=typed["act"], private=bool(typed.get("private")), **chosen)
    return _done(request, account, "given", lambda **by: accounts.give_grant(account=account, grant=grant, **by))


@require_POST
@desk(ACT)
def give_role(request: DeskRequest, account: UUID) -> HttpResponse:
    """Give all grants of a role, for some teams and wards, and a place in these teams."""
    offered, folder = _offered(language_of(request)), installation().council
    role = request.POST.get("role", "")
    if role not in accounts.roles(folder=folder):
        return _account(request, account, 422, problem="role")
    if wrong := not_offered(request, teams=offered.team, wards=offered.ward):
        return _account(request, account, 422, problem=wrong, why=wrong.removesuffix("s"))
    teams, wards = tuple(request.POST.getlist("teams")), tuple(request.POST.getlist("wards"))
    given = accounts.give_role(
        account=account, role=role, teams=teams, wards=wards, folder=folder, by=request.actor, at=request.at
    )
    if not given:
        return _account(request, account, 422, problem="teams")
    return _led(account, "role")


def not_offered(request: DeskRequest, **offered: Mapping[str, str]) -> str:
    """Return the field in which something is ticked that is not there to be ticked, such as a team gone meanwhile."""
    return next((field for field, known in offered.items() if set(request.POST.getlist(field)) - set(known)), "")


@require_POST
@desk(ACT)
def take(request: DeskRequest, account: UUID) -> HttpResponse:
    """Take one grant away. Taken twice, it is gone all the same."""
    held = accounts.staff_member(account, actor=request.actor).grants
    grant = next((one.grant for one in held if str(one.id) == request.POST.get("grant")), None)
    if grant is None:
        return _led(account, "taken")
    return _done(request, account, "taken", lambda **by: accounts.take_grant(account=account, grant=grant, **by))


@require_POST
@desk(ACT)
def reset(request: DeskRequest, account: UUID) -> HttpResponse:
    """Take away the passkeys, second factors and recovery codes of somebody who lost theirs, and end their sessions."""
    return _done(request, account, "reset", lambda **by: accounts.reset_sign_in(account=account, **by))


@require_POST
@desk(ACT)
def close(request: DeskRequest, account: UUID) -> HttpResponse:
    """Close the account of somebody who left: they are signed out at once."""
    return _done(request, account, "closed", lambda **by: accounts.deactivate(account=account, **by))


@require_POST
@desk(ACT)
def reopen(request: DeskRequest, account: UUID) -> HttpResponse:
    """Open a closed account again, with the grants that it still holds."""
    return _done(request, account, "opened", lambda **by: accounts.reopen(account=account, **by))


def _done(request: DeskRequest, account: UUID, did: str, do: Callable[..., None]) -> HttpResponse:
    """Do one change, and lead back to the account."""
    do(by=request.actor, at=request.at)
    return _led(account, did)


def _led(account: UUID, did: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('desk-account', args=[account])}?did={did}")
