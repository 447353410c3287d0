"""Accounts and grants: who may do what, where, and that nobody gives it to themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.accounts.models import Account
from portreeve.foundation.audit.models import AuditEntry
from portreeve.foundation.config_types.api import CouncilDataWrong
from portreeve.foundation.outbox import api as outbox
from portreeve.foundation.pure.actor import ActorKind, Grant, resident, system
from portreeve.foundation.pure.channel import Channel
from portreeve.foundation.pure.ids import uuid7
from portreeve.foundation.pure.refusals import NotAllowed, NotFound

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BY = system("tests")
DEMO = Path(__file__).parents[3] / "demo"


def new_account(email: str = "sam@example.com", name: str = "Sam Okafor") -> UUID:
    return accounts.create_account(email=email, name=name, by=BY, at=AT)


def test_an_email_is_one_account_whatever_its_capitals() -> None:
    new_account("Sam@Example.com")
    with pytest.raises(accounts.EmailTaken):
        new_account("sam@EXAMPLE.com ")
    found = accounts.account_named("SAM@example.com")
    assert found is not None
    assert found.email == "sam@example.com"


def test_the_database_itself_keeps_emails_in_lower_case() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(email="Sam@example.com", name="Sam", created_at=AT)


def test_what_is_not_an_email_is_refused() -> None:
    with pytest.raises(accounts.EmailWrong):
        new_account("sam at example")


def test_an_account_without_a_password_cannot_be_signed_in_to_by_one() -> None:
    assert not Account.objects.get(id=new_account()).has_usable_password()


def test_a_new_account_may_nothing_and_a_grant_is_one_act_in_one_scope() -> None:
    sam = new_account()
    assert accounts.actor_for(sam, Channel.PHONE).grants == frozenset()
    grant = Grant("case.work", team="waste", private=False)
    accounts.give_grant(account=sam, grant=grant, by=BY, at=AT)
    accounts.give_grant(account=sam, grant=grant, by=BY, at=AT)
    actor = accounts.actor_for(sam, Channel.PHONE, trace="t")
    assert (actor.kind, actor.id, actor.channel, actor.trace) == (ActorKind.STAFF, str(sam), Channel.PHONE, "t")
    assert actor.grants == {grant}
    assert actor.may("case.work")
    assert not actor.may("case.view")
    accounts.take_grant(account=sam, grant=grant, by=BY, at=AT)
    assert accounts.actor_for(sam, Channel.PHONE).grants == frozenset()


def test_whoever_has_left_has_no_grants_at_once() -> None:
    sam = new_account()
    accounts.give_grant(account=sam, grant=Grant("case.view"), by=BY, at=AT)
    accounts.deactivate(account=sam, by=BY, at=AT)
    assert not accounts.actor_for(sam, Channel.WEB).may("case.view")
    assert not accounts.account(sam).active


def test_nobody_changes_their_own_grants() -> None:
    ines = new_account("ines@example.com", "Ines Duarte")
    accounts.give_grant(account=ines, grant=Grant("accounts.manage"), by=BY, at=AT)
    herself = accounts.actor_for(ines, Channel.WEB)
    with pytest.raises(accounts.OwnGrants):
        accounts.give_grant(account=ines, grant=Grant("case.view_private", private=True), by=herself, at=AT)
    accounts.give_grant(account=new_account(), grant=Grant("case.view"), by=herself, at=AT)


@pytest.mark.parametrize("by", [resident(uuid7()), resident(None)])
def test_only_those_who_manage_accounts_may_change_them(by: object) -> None:
    sam = new_account()
    for refused in (
        lambda: accounts.create_account(email="x@example.com", name="X", by=by, at=AT),
        lambda: accounts.give_grant(account=sam, grant=Grant("case.view"), by=by, at=AT),
        lambda: accounts.take_grant(account=sam, grant=Grant("case.view"), by=by, at=AT),
        lambda: accounts.deactivate(account=sam, by=by, at=AT),
        lambda: accounts.load_staff(folder=DEMO, by=by, at=AT),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_an_act_that_does_not_exist_cannot_be_granted() -> None:
    with pytest.raises(accounts.UnknownAct):
        accounts.give_grant(account=new_account(), grant=Grant("case.burn"), by=BY, at=AT)


def test_changes_to_accounts_are_audited_and_told_without_names() -> None:
    sam = new_account()
    accounts.give_grant(account=sam, grant=Grant("case.view"), by=BY, at=AT)
    assert set(AuditEntry.objects.values_list("act", flat=True)) == {"account.created", "account.grant_given"}
    assert [type(r.event).__name__ for r in outbox.events_about(sam)] == ["AccountCreated", "GrantGiven"]
    everything = str(list(AuditEntry.objects.values())) + str(outbox.events_about(sam))
    assert "Okafor" not in everything
    assert "example.com" not in everything


def test_names_are_found_for_accounts_and_left_out_for_others() -> None:
    sam = new_account()
    assert accounts.names([sam, uuid7(), "a job", str(sam)]) == {sam: "Sam Okafor"}


def test_an_account_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        accounts.account(uuid7())
    assert accounts.actor_for(uuid7(), Channel.WEB).grants == frozenset()


def test_the_demo_staff_are_loaded_and_loading_again_changes_nothing() -> None:
    first = accounts.load_staff(folder=DEMO, by=BY, at=AT, demo_password="quayside demo")
    events = len(AuditEntry.objects.all())
    second = accounts.load_staff(folder=DEMO, by=BY, at=AT, demo_password="quayside demo")
    assert (first.staff, first.made) == (7, 7)
    assert (second.staff, second.made, second.changed) == (7, 0, 0)
    assert AuditEntry.objects.count() == events
    assert Account.objects.get(email="sam.okafor@haverstock.example").check_password("quayside demo")
    assert [m.name for m in accounts.members("waste")] == ["Helen Ward", "Priya Nair"]


def test_the_cast_may_do_what_their_roles_say() -> None:
    accounts.load_staff(folder=DEMO, by=BY, at=AT)

    def who(name: str) -> set[Grant]:
        found = accounts.account_named(f"{name}@haverstock.example")
        assert found is not None
        return set(accounts.grants_of(found.id))

    assert Grant("case.work", team="waste") in who("priya.nair")
    assert Grant("case.work", team="street-scene") not in who("priya.nair")
    assert {g.team for g in who("helen.ward") if g.act == "case.bulk"} == {"waste", "waste-assisted", "street-scene"}
    assert Grant("council.view", ward="quayside") in who("colin.reeve")
    assert Grant("case.view_private", team="community-safety", private=True) in who("jo.bell")
    reaches_private = {
        name
        for name in ("sam.okafor", "priya.nair", "tom.fletcher", "helen.ward", "colin.reeve", "ines.duarte", "jo.bell")
        if any(g.private for g in who(name))
    }
    assert reaches_private == {"jo.bell"}


def test_a_role_changed_in_the_file_changes_the_grants(tmp_path: Path) -> None:
    for name in ("teams.yaml", "roles.yaml", "staff.yaml"):
        (tmp_path / name).write_text((DEMO / name).read_text())
    accounts.load_staff(folder=tmp_path, by=BY, at=AT)
    roles = (tmp_path / "roles.yaml").read_text()
    (tmp_path / "roles.yaml").write_text(roles.replace("  - {act: person.edit}\n", "", 1))
    assert accounts.load_staff(folder=tmp_path, by=BY, at=AT).changed == 1
    sam = accounts.account_named("sam.okafor@haverstock.example")
    assert sam is not None
    assert not accounts.actor_for(sam.id, Channel.PHONE).may("person.edit")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("staff.yaml", "role: adviser", "role: wizard", "no role wizard"),
        ("staff.yaml", "teams: [registrations, customer-services]", "teams: [dragons]", "no team dragons"),
        ("staff.yaml", "name: Sam Okafor, ", "", "email, name and role"),
        ("roles.yaml", "act: person.edit", "act: person.eat", "no act person.eat"),
        ("roles.yaml", "{act: person.edit}", "{act: person.edit, when: never}", "a grant has act"),
        ("teams.yaml", "waste: Waste and recycling", "Waste!: Waste", "write a team as"),
        ("teams.yaml", "parks: Parks", "waste: Again", "cannot be read"),
    ],
)
def test_broken_council_data_is_refused_by_file_and_reason(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    for name in ("teams.yaml", "roles.yaml", "staff.yaml"):
        (tmp_path / name).write_text((DEMO / name).read_text())
    text = (tmp_path / file).read_text()
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new))
    with pytest.raises(CouncilDataWrong, match=says) as wrong:
        accounts.load_staff(folder=tmp_path, by=BY, at=AT)
    assert file in str(wrong.value)
    assert not Account.objects.exists()
