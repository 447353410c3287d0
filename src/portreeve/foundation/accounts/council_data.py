"""Reads the council's own `teams.yaml`, `roles.yaml` and `staff.yaml`, checked against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portreeve.foundation.accounts.types import Act
from portreeve.foundation.config_types.api import CouncilDataWrong, read_list, read_mapping
from portreeve.foundation.pure.actor import Grant

OWN = "own"
_PARTS = {"act", "service", "team", "ward", "private"}


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody in `staff.yaml`, with the grants of their roles for their own teams and wards."""

    email: str
    name: str
    roles: tuple[str, ...]
    teams: tuple[str, ...]
    grants: frozenset[Grant]


def read_teams(folder: Path) -> Mapping[str, str]:
    """Return the names of teams by code. Raises CouncilDataWrong."""
    path = folder / "teams.yaml"
    raw = read_mapping(path)
    for code, name in raw.items():
        if not isinstance(name, str) or not code.replace("-", "").isalnum() or code != code.lower():
            raise CouncilDataWrong(f"{path.name}: {code}: write a team as `code-in-small-letters: Name`.")
    return raw


def read_roles(folder: Path) -> Mapping[str, tuple[Grant, ...]]:
    """Return the grants of each role, with `own` still to be filled in. Raises CouncilDataWrong."""
    path = folder / "roles.yaml"
    return {role: tuple(_grant(path, role, raw) for raw in grants or []) for role, grants in read_mapping(path).items()}


def read_staff(folder: Path) -> tuple[StaffMember, ...]:
    """Return the council's staff. Raises CouncilDataWrong for a role or team that is nowhere declared."""
    path = folder / "staff.yaml"
    teams, roles = read_teams(folder), read_roles(folder)
    return tuple(_member(path, raw, teams, roles) for raw in read_list(path))


def _member(path: Path, raw: Any, teams: Mapping[str, str], roles: Mapping[str, tuple[Grant, ...]]) -> StaffMember:
    if not isinstance(raw, dict) or not {"email", "name", "role"} <= set(raw) <= {
        "email",
        "name",
        "role",
        "teams",
        "wards",
    }:
        raise CouncilDataWrong(f"{path.name}: each entry has email, name and role, and may have teams and wards.")
    who, own_roles = raw["email"], tuple(raw["role"]) if isinstance(raw["role"], list) else (raw["role"],)
    own_teams, own_wards = tuple(raw.get("teams") or ()), tuple(raw.get("wards") or ())
    if nowhere := [role for role in own_roles if role not in roles]:
        raise CouncilDataWrong(f"{path.name}: {who}: there is no role {nowhere[0]} in roles.yaml.")
    if unknown := [team for team in own_teams if team not in teams]:
        raise CouncilDataWrong(f"{path.name}: {who}: there is no team {unknown[0]} in teams.yaml.")
    given = [grant for role in own_roles for grant in roles[role]]
    grants = frozenset(one for grant in given for one in filled(grant, own_teams, own_wards))
    return StaffMember(email=str(who).lower(), name=raw["name"], roles=own_roles, teams=own_teams, grants=grants)


def filled(grant: Grant, teams: tuple[str, ...], wards: tuple[str, ...]) -> tuple[Grant, ...]:
    """Return a role's grant once for each own team and ward that it stands for; none where there is no such thing."""
    return tuple(
        Grant(act=grant.act, service=grant.service, team=team, ward=ward, private=grant.private)
        for team in (teams if grant.team == OWN else (grant.team,))
        for ward in (wards if grant.ward == OWN else (grant.ward,))
    )


def _grant(path: Path, role: str, raw: Any) -> Grant:
    if not isinstance(raw, dict) or not set(raw) <= _PARTS:
        raise CouncilDataWrong(f"{path.name}: {role}: a grant has act, and may have {', '.join(sorted(_PARTS))}.")
    act = raw.get("act")
    if act not in set(Act):
        raise CouncilDataWrong(f"{path.name}: {role}: there is no act {act}; known ones are {', '.join(Act)}.")
    return Grant(
        act=str(act),
        service=str(raw.get("service", "")),
        team=str(raw.get("team", "")),
        ward=str(raw.get("ward", "")),
        private=raw.get("private") is True,
    )
