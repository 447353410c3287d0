"""What a filter made of grants shows of each table is what judging its rows one by one allows."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.pure.actor import Actor, ActorKind, Grant, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.refusals import NotAllowed, NotFound
from portreeve.foundation.pure.scope import scope_of
from portreeve.modules.cases.models import Alert, Case
from portreeve.modules.cases.queries.scope import reach, reaches
from portreeve.modules.contacts import api as contacts
from portreeve.modules.correspondence import api as correspondence
from portreeve.modules.correspondence.models import Call, Dispatch, TemplateVersion
from portreeve.modules.people import api as people
from portreeve.modules.people.models import Party, Registration
from portreeve.modules.people.types import NewParty

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
BY = system("tests")
SERVICES, TEAMS, WARDS = ("fly-tipping", "missed-bin"), ("waste", "street-scene"), ("QUA", "CAS")
ACTS = ("case.view", "case.view_private", "case.work", "person.view", "correspondence.work")
SCOPES = {
    "service": st.sampled_from(("", *SERVICES)),
    "team": st.sampled_from(("", *TEAMS)),
    "ward": st.sampled_from(("", *WARDS)),
    "private": st.booleans(),
}
STAFF = st.builds(
    lambda grants: Actor(ActorKind.STAFF, str(uuid4()), Channel.WEB, frozenset(grants)),
    st.lists(st.builds(Grant, act=st.sampled_from(ACTS), **SCOPES), max_size=6),
)
read_only = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""The rows stay as they are from one example to the next."""


def staff(*grants: Grant) -> Actor:
    return Actor(ActorKind.STAFF, str(uuid4()), Channel.WEB, frozenset(grants))


@pytest.fixture
def every_case() -> list[Case]:
    kinds = product(("", *SERVICES), ("", *TEAMS), ("", *WARDS), (False, True))
    return Case.objects.bulk_create(
        Case(
            public_id=f"T{number:07}",
            service=service,
            version="1",
            tier="simple",
            channel="web",
            team=team,
            ward=ward,
            private=private,
            opened_at=AT,
        )
        for number, (service, team, ward, private) in enumerate(kinds)
    )


@pytest.fixture
def every_alert(every_case: list[Case]) -> list[Alert]:
    alerts = (Alert(case=one, team=one.team, kind="late", at=AT, key=str(one.pk)) for one in every_case)
    return Alert.objects.bulk_create(alerts)


@pytest.fixture
def every_dispatch() -> list[Dispatch]:
    party = people.add_party(new=NewParty(name="Amina Yusuf", email="amina@example.com"), by=BY, at=AT)
    template = TemplateVersion.objects.create(template="t", language="en", hash="1", parts={}, published_at=AT)
    made = Dispatch.objects.bulk_create(
        Dispatch(
            key=f"{team}-{private}",
            template=template,
            party_id=party,
            about=uuid4(),
            way="call",
            format="standard",
            content="full",
            because="wanted",
            private=private,
            status="uncertain",
            team=team,
            created_at=AT,
            due_at=AT,
        )
        for team, private in product(TEAMS, (False, True))
    )
    Call.objects.bulk_create(Call(dispatch=one, team=one.team, call_from=AT, due_at=AT) for one in made)
    return made


@pytest.fixture
def every_change() -> list[Registration]:
    return Registration.objects.bulk_create(
        Registration(reference=service[:11], key=service, service=service, version="1", registered_at=AT)
        for service in SERVICES
    )


def shown(actor: Actor, act: str) -> set[UUID]:
    return set(Case.objects.filter(reach(actor, act)).values_list("pk", flat=True))


@read_only
@given(actor=STAFF)
def test_cases_listed_are_those_that_may_be_opened_one_by_one(every_case: list[Case], actor: Actor) -> None:
    for act in ("case.view", "case.work", "person.view"):
        assert shown(actor, act) == {one.pk for one in every_case if reaches(actor, act, one)}


@read_only
@given(actor=STAFF)
def test_cases_listed_are_those_some_grant_names(every_case: list[Case], actor: Actor) -> None:
    def named(grant: Grant, one: Case) -> bool:
        return all(getattr(grant, part) in {"", getattr(one, part)} for part in ("service", "team", "ward"))

    plain = [grant for grant in actor.grants if grant.act == "case.view"]
    deep = [grant for grant in actor.grants if grant.act == "case.view_private"]
    assert shown(actor, "case.view") == {
        one.pk
        for one in every_case
        if any(named(grant, one) and (grant.private or not one.private) for grant in plain)
        or any(named(grant, one) and one.private for grant in deep)
    }


@read_only
@given(actor=STAFF)
def test_what_points_at_cases_is_reached_as_they_are(every_alert: list[Alert], actor: Actor) -> None:
    found = Alert.objects.filter(reach(actor, "case.work", path="case")).values_list("case", flat=True)
    assert set(found) == shown(actor, "case.work") <= {one.case_id for one in every_alert}


@read_only
@given(actor=STAFF)
def test_calls_and_dispatches_are_reached_by_team_and_by_nothing_narrower(
    every_dispatch: list[Dispatch], actor: Actor
) -> None:
    within = [g for g in actor.grants if g.act == "correspondence.work" and not g.service and not g.ward]
    may = {
        one.id for one in every_dispatch for g in within if g.team in {"", one.team} and (g.private or not one.private)
    }
    if not actor.may("correspondence.work"):
        with pytest.raises(NotAllowed):
            correspondence.in_trouble(actor=actor)
        return
    assert {one.id for one in correspondence.in_trouble(actor=actor)} == may
    owed = {one.id for one in correspondence.calls_owed(actor=actor, at=AT).rows}
    assert owed == set(Call.objects.filter(dispatch__in=may).values_list("id", flat=True))


@read_only
@given(actor=STAFF)
def test_changes_are_reached_by_service_and_by_nothing_narrower(every_change: list[Registration], actor: Actor) -> None:
    within = [g for g in actor.grants if g.act == "person.view" and not g.team and not g.ward]
    may = {one.id for one in every_change if any(g.service in {"", one.service} for g in within)}
    if not actor.may("person.view"):
        with pytest.raises(NotAllowed):
            people.registrations(actor=actor)
        return
    assert {one.id for one in people.registrations(actor=actor, settled=True).rows} == may
    for one in every_change:
        if one.id not in may:
            with pytest.raises(NotFound):
                people.view_registration(registration=one.id, actor=actor, at=AT)


@read_only
@given(actor=STAFF, columns=st.sets(st.sampled_from(["service", "team", "ward", "private"])))
def test_a_table_without_a_column_closes_the_grants_that_name_it(
    every_case: list[Case], actor: Actor, columns: set[str]
) -> None:
    wanted = scope_of(actor, "case.work")
    found = Case.objects.filter(accounts.rows_within(wanted, {name: name for name in columns}))
    left = wanted.judged_by(columns)
    known = [{name: getattr(one, name) for name in columns} for one in every_case]
    may = {one.pk for one, thing in zip(every_case, known, strict=True) if left.reaches(**thing)}
    assert set(found.values_list("pk", flat=True)) == may


def test_portreeve_itself_reaches_every_row(every_case: list[Case], every_dispatch: list[Dispatch]) -> None:
    assert shown(BY, "case.view") == {one.pk for one in every_case}
    assert len(correspondence.in_trouble(actor=BY)) == len(every_dispatch)


@pytest.mark.parametrize("part", [{"service": "missed-bin"}, {"team": "waste"}, {"ward": "QUA"}])
def test_a_person_belongs_to_no_service_team_or_ward_so_a_grant_for_one_opens_nobody(part: dict[str, str]) -> None:
    amina = people.add_party(new=NewParty(name="Amina Yusuf", email="amina@example.com"), by=BY, at=AT)
    narrow = staff(Grant("person.view", **part, private=True), Grant("person.edit", **part))
    wide = staff(Grant("person.view"), Grant("person.edit"))
    for act in (
        lambda who: people.view_party(party=amina, actor=who, at=AT),
        lambda who: people.find_people("Amina Yusuf", actor=who, at=AT),
        lambda who: people.give_need(party=amina, need="lip-reads", by=who, at=AT),
        lambda who: contacts.contacts_of(amina, actor=who),
    ):
        with pytest.raises(NotAllowed):
            act(narrow)
        act(wide)
    assert Party.objects.get(id=amina).needs == ["lip-reads"]


@pytest.mark.parametrize("part", [{"service": "missed-bin"}, {"team": "waste"}, {"ward": "QUA"}])
def test_whoever_may_manage_accounts_of_one_part_may_manage_none_since_accounts_have_no_part(
    part: dict[str, str],
) -> None:
    tom = accounts.create_account(email="tom@haverstock.example", name="Tom Fletcher", by=BY, at=AT)
    with pytest.raises(NotAllowed):
        accounts.give_grant(account=tom, grant=Grant("audit.view"), by=staff(Grant("accounts.manage", **part)), at=AT)
    assert accounts.grants_of(tom) == ()
