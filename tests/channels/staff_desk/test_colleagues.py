"""Somebody new: an administrator makes their account in the browser, and they begin by the link they are sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError

if TYPE_CHECKING:
    from django.test import Client

from channels.staff_desk.test_accounts import entries, id_of, may, of, text

pytestmark = pytest.mark.django_db
NEW = "/desk/staff/new"
GWEN = {
    "name": "Gwen Pritchard",
    "email": "gwen.pritchard@haverstock.example",
    "language": "cy",
    "role": "officer",
    "teams": ["waste"],
}


@pytest.fixture
def ines(as_staff: Any) -> Client:
    """Sign the administrator in."""
    found: Client = as_staff("ines.duarte")
    return found


@pytest.fixture
def with_provider(settings: Any) -> None:
    from portreeve.config.settings.sign_in import OidcSettings

    settings.IDENTITY_PROVIDER = OidcSettings("Haverstock account", "http://127.0.0.1:9", "portreeve", "secret")


def token(ines: Client, typed: Any = GWEN) -> str:
    """Make an account, and return the token in the email about it."""
    from channels.staff_desk.post import sent, token_of

    assert ines.post(NEW, typed).status_code == 302
    [email] = sent()
    return token_of(email)


def first(token: str, prefix: str = "") -> str:
    return f"{prefix}/desk/account/invitation/{token}/"


def test_a_colleague_is_made_is_told_in_their_language_begins_by_the_link_and_may_do_what_their_role_may(
    ines: Client, client: Any
) -> None:
    from channels.staff_desk.post import sent, token_of
    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.pure.actor import Grant

    done = ines.post(NEW, GWEN, follow=True)
    assert "The account is made. An email with a link is on its way to them." in text(done)
    assert "An email with a link is on its way." in text(done)
    gwen = id_of("gwen.pritchard")
    assert Grant("case.work", team="waste") in may("gwen.pritchard")
    assert accounts.teams_of(gwen) == ("waste",)
    ours = (str(id_of("ines.duarte")), gwen)
    assert entries("account.created")[-1] == entries("account.invited")[-1] == ours
    assert set(entries("account.grant_given")[-len(may("gwen.pritchard")) :]) == {ours}

    [email] = sent()
    assert (email.to, email.subject) == ([GWEN["email"]], "Dechrau wrth ddesg Cyngor Bwrdeistref Haverstock")
    assert "Helo Gwen Pritchard," in email.body
    assert "Daw i ben:" in email.body
    assert email.extra_headers["Content-Language"] == "cy"
    at = first(token_of(email), "/cy")
    assert at in email.body
    assert "An email with a link went out on" in text(ines.get(f"/desk/staff/{gwen}"))

    page = client.get(at)
    assert page.status_code == 200
    assert "Gwen Pritchard" in text(page)
    assert client.get("/desk/help").status_code == 302, "following the link does nothing by itself"
    assert client.post(at)["Location"] == "/cy/desk/account/2fa/webauthn/add/"
    assert client.get("/cy/desk/account/2fa/webauthn/add/").status_code == 200, "and nothing is asked again"
    assert client.get("/desk/cases").status_code == 200
    assert entries("account.signed_in")[-1] == (str(gwen), gwen)
    assert "An email with a link" not in text(ines.get(f"/desk/staff/{gwen}"))


def test_the_same_page_sent_twice_makes_one_account_and_sends_one_email(ines: Client) -> None:
    from channels.staff_desk.post import sent

    typed = {**GWEN, "page_key": "0123456789abcdef"}
    once, twice = ines.post(NEW, typed), ines.post(NEW, typed)
    assert once["Location"] == twice["Location"]
    assert len([one for one in entries("account.created") if one[1] == id_of("gwen.pritchard")]) == 1
    assert len(sent()) == 1
    again = ines.post(NEW, GWEN)
    assert again.status_code == 422
    assert "There is an account with this email address already." in text(again)
    assert sent() == []


@pytest.mark.parametrize(
    ("change", "said", "field"),
    [
        ({"name": "  "}, "Enter their name", "name"),
        ({"name": "N" * 121}, "Enter their name", "name"),
        ({"email": "gwen"}, "Enter an email address, like", "email"),
        ({"email": "PRIYA.NAIR@haverstock.example"}, "There is an account with this email address already", "email"),
        ({"role": "wizard"}, "Choose a role", "role"),
        ({"role": "helper", "teams": []}, "Tick at least one", "teams"),
        ({"teams": ["waste", "nowhere"]}, "Choose a team from the list", "teams"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_made(  # noqa: PLR0913, PLR0917 - the cases of a table
    ines: Client, change: Any, said: str, field: str, tmp_path: Any, monkeypatch: Any
) -> None:
    from portreeve.channels.staff_desk.views import colleagues
    from portreeve.foundation.accounts.models import Account
    from portreeve.foundation.audit.models import AuditEntry

    class Here:
        council = tmp_path

    (tmp_path / "roles.yaml").write_text("officer:\n  - {act: case.view}\nhelper:\n  - {act: case.view, team: own}\n")
    monkeypatch.setattr(colleagues, "installation", Here)
    before = Account.objects.count(), AuditEntry.objects.count()
    wrong = ines.post(NEW, GWEN | change)
    assert wrong.status_code == 422
    assert said in text(wrong)
    page = wrong.content.decode()
    assert f'href="#{field}"' in page
    assert f'id="{field}"' in page
    assert f'id="{field}-error"' in page
    assert (Account.objects.count(), AuditEntry.objects.count()) == before


def test_two_who_make_the_same_account_at_once_make_one(staff: None, monkeypatch: Any) -> None:
    from django.db.models.query import QuerySet

    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system

    monkeypatch.setattr(QuerySet, "exists", lambda _: False)  # as the second sees it before the first has committed
    with pytest.raises(accounts.EmailTaken):
        accounts.create_account(
            email="priya.nair@haverstock.example", name="Priya Nair", by=system("tests"), at=clock.now()
        )


@pytest.mark.parametrize("name", ["sam.okafor", "priya.nair", "helen.ward", "colin.reeve"])
def test_only_who_looks_after_accounts_makes_them_or_sends_links(as_staff: Any, ines: Client, name: str) -> None:
    from channels.staff_desk.post import sent

    token(ines)
    client, gwen = as_staff(name), id_of("gwen.pritchard")
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, GWEN | {"email": "other@haverstock.example"}).status_code == 403
    assert client.post(f"/desk/staff/{gwen}/invite").status_code == 403
    assert sent() == []


def test_a_link_used_twice_too_late_or_forged_signs_nobody_in(ines: Client, client: Any) -> None:
    from django.test import Client

    from portreeve.foundation.clock import api as clock

    good = token(ines)
    for forged in ("a" * 32, good[:-1] + ("a" if good[-1] != "a" else "b"), "nonsense"):
        for answer in (client.get(first(forged)), client.post(first(forged))):
            assert answer.status_code == 410
            assert "This link does not work" in text(answer)
    began = clock.now()
    clock.set_for_demo(began + timedelta(days=7, seconds=1))
    for answer in (client.get(first(good)), client.post(first(good))):
        assert answer.status_code == 410
        assert "This link has ended" in text(answer)
    clock.set_for_demo(began)
    assert client.post(first(good)).status_code == 302
    another = Client()
    for answer in (another.get(first(good)), another.post(first(good))):
        assert answer.status_code == 410
        assert "This link has been used" in text(answer)
    assert another.get("/desk/help").status_code == 302


def test_a_new_link_ends_the_one_before_and_a_closed_account_has_none(ines: Client, client: Any) -> None:
    from channels.staff_desk.post import sent, token_of

    old, gwen = token(ines), id_of("gwen.pritchard")
    assert "An email with a link is on its way" in text(ines.post(f"/desk/staff/{gwen}/invite", follow=True))
    [email] = sent()
    new = token_of(email)
    assert client.get(first(old)).status_code == 410
    assert client.get(first(new)).status_code == 200
    ines.post(f"/desk/staff/{gwen}/close")
    assert client.post(first(new)).status_code == 410
    refused = ines.post(f"/desk/staff/{gwen}/invite")
    assert refused.status_code == 409
    assert "there is no link to send" in text(refused)
    ines.post(f"/desk/staff/{gwen}/open")
    assert client.get(first(new)).status_code == 410, "a closed account's link stays ended"


def test_who_has_signed_in_by_code_needs_no_link_and_is_sent_none(ines: Client, client: Any) -> None:
    import re

    from django.core import mail

    from channels.staff_desk.post import sent

    good = token(ines)
    client.post("/desk/account/login/code/", {"email": GWEN["email"]})
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]
    client.post("/desk/account/login/code/confirm/", {"code": code})
    client.post("/desk/account/logout/")
    assert "This link has been used" in text(client.get(first(good)))
    gwen = id_of("gwen.pritchard")
    assert f"/desk/staff/{gwen}/invite" not in ines.get(f"/desk/staff/{gwen}").content.decode()
    assert ines.post(f"/desk/staff/{gwen}/invite").status_code == 409
    assert sent() == []


def test_somebody_who_is_signed_in_does_not_become_somebody_else_by_a_link(ines: Client) -> None:
    good = token(ines)
    for answer in (ines.get(first(good)), ines.post(first(good))):
        assert answer.status_code == 409
        assert "Somebody is signed in here" in text(answer)
    assert ines.get("/desk/staff").status_code == 200


def test_where_the_council_has_its_own_accounts_no_link_is_sent_and_both_are_told_so(
    ines: Client, with_provider: None
) -> None:
    from channels.staff_desk.post import LINK, sent

    assert "No link is sent" in text(ines.get(NEW))
    done = ines.post(NEW, GWEN, follow=True)
    assert "It has no link in it" in text(done)
    [email] = sent()
    assert "Mewngofnodwch gyda Haverstock account" in email.body
    assert "/cy/desk/account/login/" in email.body
    assert not LINK.search(email.body)
    assert "to sign in with Haverstock account" in text(ines.get(f"/desk/staff/{id_of('gwen.pritchard')}"))


def test_who_was_never_sent_an_email_is_sent_one_and_not_another(ines: Client) -> None:
    from channels.staff_desk.post import sent, token_of

    page = text(ines.get(of("sam.okafor")))  # made from the council's file
    assert "Send an email to begin by" in page
    assert "again" not in page.partition("Send an email to begin by")[2].partition("They lost")[0]
    done = text(ines.post(f"{of('sam.okafor')}/invite", follow=True))
    assert "An email with a link is on its way to them." in done
    assert "Send the email again" in done
    assert "Send an email to begin by" not in done
    [email] = sent()
    assert token_of(email)
    assert "Anfon e-bost i ddechrau" in text(ines.get(f"/cy{of('priya.nair')}"))


def test_who_has_begun_by_the_councils_own_accounts_is_not_told_to_begin(ines: Client, with_provider: None) -> None:
    from django.test import Client

    from channels.staff_desk.post import sent
    from portreeve.foundation.accounts.models import Account

    ines.post(NEW, GWEN)
    Client().force_login(Account.objects.get(id=id_of("gwen.pritchard")))
    assert sent() == []


@pytest.mark.parametrize("failed", [OSError("away"), OperationalError("gone"), KeyError("emails.hello")])
def test_whatever_keeps_an_email_from_being_made_or_sent_it_is_tried_again(
    ines: Client, monkeypatch: Any, failed: Exception
) -> None:
    from django.core import mail

    from channels.staff_desk.post import done, sent, waiting
    from portreeve.channels.staff_desk import telling

    def breaks(*_: Any, **__: Any) -> Any:
        raise failed

    ines.post(f"{of('sam.okafor')}/reset")
    with monkeypatch.context() as broken:
        broken.setattr(telling.accounts, "account", breaks)
        assert sent() == []
    done(*waiting())
    assert [one.to for one in mail.outbox] == [["sam.okafor@haverstock.example"]]
    assert waiting() == []


def test_an_email_that_a_worker_died_over_is_done_again_but_not_for_ever_and_one_being_sent_is_left(
    ines: Client,
) -> None:
    from django.db import connection
    from procrastinate.contrib.django.models import ProcrastinateJob

    from channels.staff_desk.post import handed_on, waiting
    from portreeve.channels.staff_desk import jobs
    from portreeve.foundation.clock import api as clock

    for name in ("sam.okafor", "priya.nair", "tom.fletcher"):
        ines.post(f"{of(name)}/reset")
    handed_on()
    dead, alive, deadly = waiting()
    ProcrastinateJob.objects.filter(id=deadly).update(attempts=len(jobs.WAITS) + 1)
    with connection.cursor() as cursor:
        for job, silent in ((dead, "1 minute"), (alive, "1 second"), (deadly, "1 minute")):
            cursor.execute(
                "WITH worker AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)"
                " RETURNING id) UPDATE procrastinate_jobs SET status = 'doing', worker_id = worker.id FROM worker"
                " WHERE procrastinate_jobs.id = %s",
                [silent, job],
            )
    jobs.look_after(clock.now())
    stand = dict(ProcrastinateJob.objects.values_list("id", "status"))
    assert stand == {dead: "todo", alive: "doing", deadly: "failed"}


def test_a_mail_server_that_is_away_is_tried_again_and_the_page_does_not_say_that_it_went(
    ines: Client, monkeypatch: Any
) -> None:
    from django.core import mail
    from django.core.mail import EmailMessage

    from channels.staff_desk.post import away, done, sent, waiting
    from portreeve.channels.staff_desk import jobs

    ines.post(NEW, GWEN)
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", away)
        assert sent() == []
        gwen = id_of("gwen.pritchard")
        assert "An email with a link is on its way." in text(ines.get(f"/desk/staff/{gwen}"))
        for _ in jobs.WAITS[1:]:
            [again] = waiting()
            done(again)
    [last] = waiting()
    done(last)
    assert len(mail.outbox) == 1
    assert waiting() == []
    assert "An email with a link went out" in text(ines.get(f"/desk/staff/{gwen}"))


def test_after_the_last_try_nothing_is_tried_any_more_and_no_address_is_logged(
    ines: Client, monkeypatch: Any, caplog: Any
) -> None:
    from django.core.mail import EmailMessage

    from channels.staff_desk.post import away, done, sent, waiting

    monkeypatch.setattr(EmailMessage, "send", away)
    ines.post(NEW, GWEN)
    sent()
    while some := waiting():
        done(*some)
    ours = [one for one in caplog.records if one.getMessage().startswith("staff_not_told")]
    assert [one.levelname for one in ours] == ["WARNING"] * 6 + ["ERROR"]
    assert "haverstock.example" not in caplog.text


def test_the_pages_are_in_welsh_and_in_them_a_mistake_is_too(ines: Client, client: Any) -> None:
    assert "Ychwanegu cydweithiwr" in text(ines.get(f"/cy{NEW}"))
    assert "Rhowch eu henw" in text(ines.post(f"/cy{NEW}", GWEN | {"name": ""}))
    assert "Nid yw'r ddolen hon yn gweithio" in text(client.get(first("a" * 32, "/cy")))
