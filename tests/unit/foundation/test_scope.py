"""What grants reach together, compared with judging each of them by itself in the plainest way."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portreeve.foundation.pure.actor import Actor, ActorKind, Grant, resident, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.scope import EVERYTHING, PRIVATE, Part, Scope, may_everywhere, scope, scope_of

SERVICES, TEAMS, WARDS = ("fly-tipping", "missed-bin"), ("waste", "street-scene"), ("QUA", "CAS")
THINGS = [
    {"service": service, "team": team, "ward": ward, "private": private}
    for service, team, ward, private in product(("", *SERVICES), ("", *TEAMS), ("", *WARDS), (False, True))
]
GRANTS = st.lists(
    st.builds(
        Grant,
        act=st.just("case.view"),
        service=st.sampled_from(("", *SERVICES)),
        team=st.sampled_from(("", *TEAMS)),
        ward=st.sampled_from(("", *WARDS)),
        private=st.booleans(),
    ),
    max_size=6,
)
COLUMNS = st.sets(st.sampled_from([*Part, PRIVATE]))


def allows(grant: Grant, thing: dict[str, object]) -> bool:
    """Judge one thing by one grant, as the decision on grants words it."""
    here = all(getattr(grant, part) in {"", thing[part]} for part in ("service", "team", "ward"))
    return here and (grant.private or not thing["private"])


def staff(*grants: Grant) -> Actor:
    return Actor(ActorKind.STAFF, "1", Channel.WEB, frozenset(grants))


@given(GRANTS)
def test_together_they_reach_what_one_of_them_allows_and_nothing_else(grants: list[Grant]) -> None:
    found = scope(grants)
    for thing in THINGS:
        assert found.reaches(**thing) is any(allows(grant, thing) for grant in grants), thing


@given(GRANTS)
def test_an_act_for_private_things_alone_reaches_those_in_its_place_whatever_the_grant_says_of_it(
    grants: list[Grant],
) -> None:
    found = scope(grants, only_private=True)
    for thing in THINGS:
        anyhow = any(allows(grant, thing | {"private": False}) for grant in grants)
        assert found.reaches(**thing) is (anyhow and thing["private"]), thing


@given(GRANTS, COLUMNS)
def test_a_grant_by_what_a_table_cannot_judge_reaches_nothing_in_it(grants: list[Grant], columns: set[str]) -> None:
    judging = [grant for grant in grants if all(part in columns or not getattr(grant, part) for part in Part)]
    left = scope(grants).judged_by(columns)
    for thing in THINGS:
        if all(name in columns or not value for name, value in thing.items()):
            assert left.reaches(**thing) is any(allows(grant, thing) for grant in judging), thing


@given(GRANTS, GRANTS)
def test_two_scopes_joined_reach_what_either_does(some: list[Grant], others: list[Grant]) -> None:
    joined = scope(some) | scope(others)
    for thing in THINGS:
        assert joined.reaches(**thing) is (scope(some).reaches(**thing) or scope(others).reaches(**thing))


@given(GRANTS)
def test_everything_is_said_only_of_what_leaves_nothing_out(grants: list[Grant]) -> None:
    found = scope(grants)
    assert found.everything is all(found.reaches(**thing) for thing in THINGS)


def test_no_grant_reaches_nothing_and_a_grant_for_another_act_is_none() -> None:
    assert scope_of(staff(), "case.view") == Scope()
    assert scope_of(staff(Grant("case.work")), "case.view") == Scope()
    assert not any(scope_of(resident(None), "case.view").reaches(**thing) for thing in THINGS)


def test_portreeve_itself_reaches_everything() -> None:
    assert scope_of(system("tests"), "case.view") == EVERYTHING
    assert all(EVERYTHING.reaches(**thing) for thing in THINGS)


def test_grants_for_many_teams_are_one_list() -> None:
    ways = scope([Grant("case.view", team=team) for team in TEAMS]).ways
    assert [way.named for way in ways] == [((Part.TEAM, ("street-scene", "waste")),)]


@pytest.mark.parametrize("part", [{"service": "fly-tipping"}, {"team": "waste"}, {"ward": "QUA"}])
def test_what_belongs_to_no_service_team_or_ward_is_reached_by_grants_for_all_of_them_alone(
    part: dict[str, str],
) -> None:
    assert not may_everywhere(staff(Grant("person.view", **part)), "person.view")
    assert may_everywhere(staff(Grant("person.view", **part), Grant("person.view")), "person.view")
    assert may_everywhere(system("tests"), "person.view")
