"""Loading the council's teams and staff from its data files; doing so twice is doing so once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.contrib.auth.hashers import make_password

from portreeve.foundation.accounts.council_data import StaffMember, filled, read_roles, read_staff, read_teams
from portreeve.foundation.accounts.events import TeamsLoaded
from portreeve.foundation.accounts.models import Account, Team
from portreeve.foundation.accounts.operations import (
    create_account,
    give_grant,
    join_team,
    leave_team,
    take_grant,
)
from portreeve.foundation.accounts.queries import grants_of, teams_of
from portreeve.foundation.accounts.types import Act, Loaded
from portreeve.foundation.config_types.api import installation
from portreeve.foundation.journal.api import operation, record
from portreeve.foundation.pure.actor import Actor, Grant
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.scope import may_everywhere


@operation
def load_teams(*, folder: Path, by: Actor, at: datetime) -> int:
    """Bring teams into line with `teams.yaml`; returns how many are new or renamed. Teams are never removed.

    Raises NotAllowed, CouncilDataWrong.
    """
    if not may_everywhere(by, Act.ACCOUNTS_MANAGE):
        raise NotAllowed(act=Act.ACCOUNTS_MANAGE.value)
    known = dict(Team.objects.values_list("id", "name"))
    changed = [Team(id=code, name=name) for code, name in read_teams(folder).items() if known.get(code) != name]
    Team.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=["name"])
    if changed:
        record(TeamsLoaded(subject=uuid7(), teams=tuple(team.id for team in changed)), by=by, at=at)
    return len(changed)


@operation
def load_staff(*, folder: Path, by: Actor, at: datetime, demo_password: str = "") -> Loaded:
    """Bring accounts, their teams and their grants into line with `staff.yaml`; accounts not in it are left alone.

    The password is given to new accounts only, and in the demo only. Raises NotAllowed, CouncilDataWrong, ValueError.
    """
    if demo_password and not installation().demo:
        raise ValueError("Passwords are given to loaded accounts in the demo only.")
    load_teams(folder=folder, by=by, at=at)
    staff = read_staff(folder)
    known = dict(Account.objects.values_list("email", "id"))
    made = {m.email: create_account(email=m.email, name=m.name, by=by, at=at) for m in staff if m.email not in known}
    if demo_password and made:  # hashed once: it takes a quarter of a second, on purpose
        Account.objects.filter(id__in=made.values()).update(password=make_password(demo_password))
    changed = sum(_align((known | made)[member.email], member, by=by, at=at) for member in staff)
    return Loaded(staff=len(staff), made=len(made), changed=changed)


def roles(*, folder: Path) -> tuple[str, ...]:
    """Return the council's roles, as `roles.yaml` names them. Raises CouncilDataWrong."""
    return tuple(read_roles(folder))


@operation
def give_role(  # noqa: PLR0913 - a role, for whom, where
    *, account: UUID, role: str, teams: tuple[str, ...], wards: tuple[str, ...], folder: Path, by: Actor, at: datetime
) -> tuple[Grant, ...]:
    """Give the grants of a role, for some teams and wards as its own, and a place in these teams; returns the grants.

    None where every grant of the role is for own teams or wards, and none were said: then nothing is done.
    Raises NotAllowed, NotFound, OwnGrants, CouncilDataWrong.
    """
    templates = read_roles(folder).get(role)
    if templates is None:
        raise NotFound(role=role)
    given = tuple(one for template in templates for one in filled(template, teams, wards))
    for grant in given:
        give_grant(account=account, grant=grant, by=by, at=at)
    for team in teams if given else ():
        join_team(account=account, team=team, by=by, at=at)
    return given


def _align(account: UUID, member: StaffMember, *, by: Actor, at: datetime) -> int:
    """Give and take what differs; returns how much did."""
    held, teams = set(grants_of(account)), set(teams_of(account))
    for grant in sorted(member.grants - held, key=str):
        give_grant(account=account, grant=grant, by=by, at=at)
    for grant in sorted(held - member.grants, key=str):
        take_grant(account=account, grant=grant, by=by, at=at)
    for team in sorted(set(member.teams) - teams):
        join_team(account=account, team=team, by=by, at=at)
    for team in sorted(teams - set(member.teams)):
        leave_team(account=account, team=team, by=by, at=at)
    return len(member.grants ^ held) + len(set(member.teams) ^ teams)
