"""Staff accounts at the desk: who looks after them, what is given and taken, lost passkeys, leaving and returning."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest

pytestmark = pytest.mark.django_db
STAFF = "/desk/staff"
CHANGES = ("give", "take", "role", "reset", "close", "open")


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#39;", "'")


def id_of(name: str) -> UUID:
    from portreeve.foundation.accounts import api as accounts

    found = accounts.account_named(f"{name}@haverstock.example")
    assert found
    return found.id


def may(name: str) -> set[Any]:
    from portreeve.foundation.accounts import api as accounts

    return set(accounts.grants_of(id_of(name)))


def entries(act: str) -> list[tuple[str, Any]]:
    """Return by whom and to whom something was done."""
    from portreeve.foundation.audit.models import AuditEntry

    return list(AuditEntry.objects.filter(act=act).order_by("at").values_list("actor", "subject"))


def of(name: str) -> str:
    return f"{STAFF}/{id_of(name)}"


@pytest.mark.parametrize("name", ["sam.okafor", "priya.nair", "tom.fletcher", "helen.ward", "jo.bell", "colin.reeve"])
def test_only_an_administrator_sees_or_changes_accounts(as_staff: Any, name: str) -> None:
    from portreeve.foundation.audit.models import AuditEntry

    client, at = as_staff(name), of("priya.nair")
    before = may("priya.nair"), AuditEntry.objects.count()
    for address in (STAFF, at):
        assert client.get(address).status_code == 403
    assert client.post(STAFF, {"said": "Nair"}).status_code == 403
    for change in CHANGES:
        assert client.post(f"{at}/{change}", {"act": "case.view", "role": "adviser"}).status_code == 403, change
    assert (may("priya.nair"), AuditEntry.objects.count()) == before
    assert 'href="/desk/staff"' not in client.get("/desk/", follow=True).content.decode()


def test_a_grant_for_one_team_does_not_reach_accounts(as_staff: Any) -> None:
    from portreeve.foundation.accounts.models import Grant

    ines = as_staff("ines.duarte")
    Grant.objects.filter(account=id_of("ines.duarte"), act="accounts.manage").update(team="waste")
    assert ines.get(STAFF).status_code == 403
    assert ines.get(of("sam.okafor")).status_code == 403
    assert ines.post(f"{of('sam.okafor')}/close").status_code == 403


def test_staff_are_listed_and_found_and_no_name_stands_in_an_address(as_staff: Any, monkeypatch: Any) -> None:
    from portreeve.foundation.accounts import looking_after

    ines = as_staff("ines.duarte")
    page = text(ines.get(STAFF))
    for shown in ("Sam Okafor", "Waste and recycling", "Ines Duarte looks after accounts"):
        assert shown in page
    found = ines.post(STAFF, {"said": "NAIR"})
    assert "Priya Nair" in text(found)
    assert "Sam Okafor" not in text(found)
    assert "Nobody has such a name" in text(ines.post(STAFF, {"said": "Zebedee"}))
    monkeypatch.setattr(looking_after, "SHOWN", 4)
    seen, address = [], STAFF
    while address:
        shown = ines.get(address).content.decode()
        seen += re.findall(r'href="/desk/staff/([0-9a-f-]{36})"', shown)
        after = re.search(r'rel="next" href="\?([^"]+)"', shown)
        address = f"{STAFF}?{after[1]}" if after else ""
    assert len(seen) == len(set(seen)) == 7


def test_one_grant_is_given_and_taken_and_both_are_written_down(as_staff: Any) -> None:
    from portreeve.foundation.pure.actor import Grant

    ines, at = as_staff("ines.duarte"), of("priya.nair")
    new = Grant("case.bulk", team="waste", private=True)
    assert new not in may("priya.nair")
    done = ines.post(f"{at}/give", {"act": "case.bulk", "team": "waste", "private": "yes"}, follow=True)
    assert "It is given." in text(done)
    assert new in may("priya.nair")
    row = re.search(
        r"<tr[^>]*>(?:(?!</tr>).)*do one thing to many(?:(?!</tr>).)*</tr>", done.content.decode(), re.DOTALL
    )
    assert "Team: Waste and recycling; private cases too" in row[0]
    assert "Ines Duarte" in row[0]
    held = re.search(r'name="grant" value="([^"]+)"', row[0])[1]
    for _ in range(2):
        assert "It is taken away." in text(ines.post(f"{at}/take", {"grant": held}, follow=True))
    assert new not in may("priya.nair")
    ours = (str(id_of("ines.duarte")), id_of("priya.nair"))
    assert entries("account.grant_given")[-1] == ours
    assert entries("account.grant_taken") == [ours]
    assert "Taken away: do one thing to many cases; Waste and recycling" in text(ines.get(at))


@pytest.mark.parametrize(
    ("typed", "said", "field"),
    [
        ({}, "Choose what they may do", "act"),
        ({"act": "case.burn"}, "Choose what they may do", "act"),
        ({"act": "case.view", "team": "dragons"}, "Choose a team from the list", "team"),
        ({"act": "case.view", "service": "dragons"}, "Choose a service from the list", "service"),
        ({"act": "case.view", "ward": "narnia"}, "Choose a ward from the list", "ward"),
    ],
)
def test_a_grant_that_cannot_be_is_said_beside_its_field(as_staff: Any, typed: Any, said: str, field: str) -> None:
    ines, before = as_staff("ines.duarte"), may("priya.nair")
    wrong = ines.post(f"{of('priya.nair')}/give", typed)
    assert wrong.status_code == 422
    assert said in text(wrong)
    assert f'href="#{field}"' in wrong.content.decode()
    assert may("priya.nair") == before


def test_a_role_is_given_for_some_teams(as_staff: Any) -> None:
    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.pure.actor import Grant

    ines, at = as_staff("ines.duarte"), of("priya.nair")
    assert "Choose a role" in text(ines.post(f"{at}/role", {"role": "wizard"}))
    done = ines.post(f"{at}/role", {"role": "manager", "teams": ["parks"]}, follow=True)
    assert "The role is given." in text(done)
    assert {Grant("case.bulk", team="parks"), Grant("figures.view")} <= may("priya.nair")
    assert Grant("case.bulk", team="waste") not in may("priya.nair"), "only for the teams that were ticked"
    assert set(accounts.teams_of(id_of("priya.nair"))) == {"waste", "waste-assisted", "parks"}


@pytest.mark.parametrize(("field", "said"), [("teams", "Choose a team"), ("wards", "Choose a ward")])
def test_a_role_for_what_is_not_offered_is_not_given_in_part(as_staff: Any, field: str, said: str) -> None:
    ines, at, before = as_staff("ines.duarte"), of("priya.nair"), may("priya.nair")
    wrong = ines.post(f"{at}/role", {"role": "manager", "teams": ["parks"], field: ["parks", "nowhere"]})
    assert wrong.status_code == 422
    assert said in text(wrong)
    assert f'href="#{field}"' in wrong.content.decode()
    assert may("priya.nair") == before


def test_a_role_for_own_teams_alone_needs_a_team(as_staff: Any, tmp_path: Any, monkeypatch: Any) -> None:
    from portreeve.channels.staff_desk.views import accounts as view
    from portreeve.foundation.config_types import api as config_types

    (tmp_path / "roles.yaml").write_text("helper:\n  - {act: case.view, team: own}\n")

    class Here:
        council = tmp_path

    monkeypatch.setattr(view, "installation", Here)
    assert config_types.installation().council != tmp_path
    wrong = as_staff("ines.duarte").post(f"{of('priya.nair')}/role", {"role": "helper"})
    assert wrong.status_code == 422
    assert "Tick at least one" in text(wrong)


def test_nobody_changes_their_own_account(as_staff: Any) -> None:
    from portreeve.foundation.accounts.models import Grant

    ines, at = as_staff("ines.duarte"), of("ines.duarte")
    page = ines.get(at)
    assert "This is your own account" in text(page)
    assert f'action="{at}' not in page.content.decode()
    own, before = Grant.objects.get(account=id_of("ines.duarte"), act="accounts.manage"), may("ines.duarte")
    typed = {"act": "case.view_private", "private": "yes", "role": "adviser", "grant": str(own.id)}
    for change in CHANGES:
        refused = ines.post(f"{at}/{change}", typed)
        assert refused.status_code == 409, change
        assert "Nobody changes their own account" in text(refused)
    assert may("ines.duarte") == before


def give_passkey_to(name: str) -> None:
    """Give a passkey and recovery codes, as far as they are looked at here."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    from portreeve.foundation.accounts.models import Account

    account = Account.objects.get(email=f"{name}@haverstock.example")
    RecoveryCodes.activate(account)
    Authenticator.objects.create(user=account, type="webauthn", data={"name": "Key", "credential": {}})


def test_who_lost_a_passkey_is_signed_out_everywhere_and_comes_in_by_code_alone(as_staff: Any, client: Any) -> None:
    from allauth.mfa.models import Authenticator
    from django.core import mail

    for name in ("sam.okafor", "priya.nair"):
        give_passkey_to(name)
    sam, elsewhere, ines = as_staff("sam.okafor"), as_staff("sam.okafor"), as_staff("ines.duarte")
    assert sam.get("/desk/help").status_code == elsewhere.get("/desk/help").status_code == 200
    done = ines.post(f"{of('sam.okafor')}/reset", follow=True)
    assert "Their passkeys are taken away" in text(done)
    assert not Authenticator.objects.filter(user=id_of("sam.okafor")).exists()
    assert Authenticator.objects.filter(user=id_of("priya.nair")).count() == 2, "nobody else's"
    for before in (sam, elsewhere):
        assert before.get("/desk/help")["Location"].startswith("/desk/account/login/")
    assert entries("account.sign_in_reset") == [(str(id_of("ines.duarte")), id_of("sam.okafor"))]
    email = "sam.okafor@haverstock.example"
    known = {"login": email, "password": "quayside demo"}
    assert client.post("/desk/account/login/", known).status_code == 200, "a password may be lost with the passkey"
    client.post("/desk/account/login/code/", {"email": email})
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]
    assert client.post("/desk/account/login/code/confirm/", {"code": code}).status_code == 302
    assert client.get("/desk/help").status_code == 200


def test_who_is_asked_for_a_passkey_that_is_taken_away_meanwhile_begins_anew(as_staff: Any, client: Any) -> None:
    give_passkey_to("sam.okafor")
    known = {"login": "sam.okafor@haverstock.example", "password": "quayside demo"}
    assert client.post("/desk/account/login/", known)["Location"] == "/desk/account/2fa/authenticate/"
    as_staff("ines.duarte").post(f"{of('sam.okafor')}/reset")
    assert "Get a code" in text(client.get("/desk/account/2fa/authenticate/", follow=True))
    assert client.get("/desk/account/login/code/").status_code == 200


def test_two_who_take_it_from_each_other_leave_one_who_looks_after_accounts(as_staff: Any) -> None:
    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import Grant, system
    from portreeve.foundation.pure.channel import Channel
    from portreeve.foundation.pure.refusals import NotAllowed

    manage, at = Grant("accounts.manage"), clock.now()
    as_staff("ines.duarte")
    accounts.give_grant(account=id_of("helen.ward"), grant=manage, by=system("tests"), at=at)
    helen, ines = (accounts.actor_for(id_of(name), Channel.WEB) for name in ("helen.ward", "ines.duarte"))
    accounts.take_grant(account=id_of("helen.ward"), grant=manage, by=ines, at=at)
    for act in (accounts.deactivate, accounts.reset_sign_in):
        with pytest.raises(NotAllowed):
            act(account=id_of("ines.duarte"), by=helen, at=at)  # as she was when her page was asked for
    accounts.deactivate(account=id_of("helen.ward"), by=ines, at=at)
    assert manage in may("ines.duarte")


def test_who_leaves_is_out_at_once_and_who_returns_finds_no_old_session(as_staff: Any) -> None:
    sam, ines, at = as_staff("sam.okafor"), as_staff("ines.duarte"), of("sam.okafor")
    before = may("sam.okafor")
    assert "The account is closed." in text(ines.post(f"{at}/close", follow=True))
    assert sam.get("/desk/help").status_code == 302
    assert "Sam Okafor" not in text(ines.get(STAFF))
    assert "Sam Okafor" in text(ines.get(f"{STAFF}?only=closed"))
    assert "The account is open again." in text(ines.post(f"{at}/open", follow=True))
    assert sam.get("/desk/help").status_code == 302
    assert may("sam.okafor") == before
    assert as_staff("sam.okafor").get("/desk/help").status_code == 200
    ours = [(str(id_of("ines.duarte")), id_of("sam.okafor"))]
    assert entries("account.deactivated") == entries("account.reopened") == ours
    ines.post(f"{at}/open")
    assert len(entries("account.reopened")) == 1, "what is open stays as it is"


def test_what_is_not_there_is_not_found(as_staff: Any) -> None:
    ines, nobody = as_staff("ines.duarte"), f"{STAFF}/{uuid4()}"
    assert ines.get(nobody).status_code == 404
    typed = {"act": "case.view", "role": "adviser"}
    assert [ines.post(f"{nobody}/{change}", typed).status_code for change in CHANGES] == [404] * len(CHANGES)
    assert ines.get(f"{STAFF}?after=nonsense").status_code == 200
    assert "taken away" in text(ines.post(f"{of('sam.okafor')}/take", {"grant": "nonsense"}, follow=True))


def test_the_audit_is_shown_only_to_whoever_may_read_it(as_staff: Any) -> None:
    from portreeve.foundation.accounts.models import Grant

    ines, at = as_staff("ines.duarte"), of("sam.okafor")
    assert "What happened" in text(ines.get(at))
    Grant.objects.filter(account=id_of("ines.duarte"), act="audit.view").delete()
    assert "What happened" not in text(ines.get(at))


def test_the_pages_are_in_welsh_and_lead_on_in_welsh(as_staff: Any) -> None:
    ines, at = as_staff("ines.duarte"), f"/cy{of('sam.okafor')}"
    assert "Pwy gaiff fewngofnodi" in text(ines.get(f"/cy{STAFF}"))
    assert "Yr hyn y cânt ei wneud" in text(ines.get(at))
    done = ines.post(f"{at}/give", {"act": "figures.view"})
    assert done["Location"] == f"{at}?did=given"
    assert "Fe'i rhoddwyd." in text(ines.get(done["Location"]))


def test_every_act_and_what_is_audited_of_accounts_has_words_in_both_languages() -> None:
    from portreeve.foundation.accounts import events
    from portreeve.foundation.accounts.types import Act
    from portreeve.foundation.design.wording import table
    from portreeve.foundation.pure.events import kinds

    audited = [kind for kind, event in kinds().items() if event.__module__ == events.__name__ and "account" in kind]
    audited += ["account.signed_in", "account.signed_out", "account.sign_in_failed"]
    wanted = [("act", act.value) for act in Act] + [("audit", kind) for kind in audited]
    for language in ("en", "cy"):
        words = table(language, ("portreeve.channels.staff_desk",))
        keys = [f"codes.{group}.{code.replace('.', '-').replace('_', '-')}" for group, code in wanted]
        assert [key for key in keys if key not in words] == [], language
