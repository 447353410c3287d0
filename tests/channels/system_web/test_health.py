"""What machines that watch us are told."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_alive_says_so_without_looking_at_the_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/livez").content == b"ok\n"


def test_ready_when_the_database_is_there_and_up_to_date(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


def test_a_sick_part_that_pages_do_not_need_leaves_us_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portreeve.config.health.SPACE", 10**18)
    assert client.get("/readyz").status_code == 200
    health = client.get("/healthz")
    assert health.status_code == 503
    sick = [p for p in health.json()["parts"] if not p["well"]]
    assert [p["part"] for p in sick] == ["disk", "correspondence"], "in this test no words of messages are published"
    assert "Make room" in sick[0]["what_to_do"]


def test_a_team_in_which_nobody_can_work_what_comes_is_named() -> None:
    """The demo's own staff can work all that its services lead to, until the one with a private grant leaves."""
    from pathlib import Path

    from portreeve.config.facts import COLLECTION
    from portreeve.config.health import teams_can_work
    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.clock import api as clock
    from portreeve.foundation.pure.actor import system
    from portreeve.modules.catalogue import api as catalogue

    demo, by, at = Path(__file__).parents[3] / "demo", system("tests"), clock.now()
    languages = ("en", "cy")
    catalogue.publish_folder(folder=demo / "services", facts=(COLLECTION,), languages=languages, by=by, at=at)
    assert "Nobody can work ask-a-question in the team customer-services: give case.work to" in teams_can_work()
    accounts.load_staff(folder=demo, by=by, at=at)
    assert teams_can_work() == ""
    jo = accounts.account_named("jo.bell@haverstock.example")
    assert jo is not None
    accounts.deactivate(account=jo.id, by=by, at=at)
    private = "Nobody can work anti-social-behaviour in the team {}: give case.work, private, to somebody in it."
    said = " ".join(private.format(team) for team in ("community-safety", "environmental-health"))
    assert teams_can_work() == said, "others in these teams have no private grant"


def test_outside_the_demo_a_proxy_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace
    from ipaddress import ip_network

    from portreeve.config import health
    from portreeve.config.settings.read import settings

    real = replace(settings(), demo=False)
    monkeypatch.setattr(health, "settings", lambda: real)
    assert "PORTREEVE_PROXY" in health.proxy_is_known()
    named = replace(real, proxies=(ip_network("127.0.0.1"),))
    monkeypatch.setattr(health, "settings", lambda: named)
    assert health.proxy_is_known() == ""


def test_a_check_that_breaks_is_an_answer_and_not_an_error_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portreeve.config.health.settings", lambda: 1 / 0)
    health = client.get("/healthz")
    assert health.status_code == 503
    assert "could not be run" in str(health.json())


def test_metrics_are_for_this_machine_or_with_the_token(client: Client, settings) -> None:
    assert b"portreeve_pages_total" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 404
    settings.METRICS_TOKEN = "a-long-token"
    token = {"HTTP_AUTHORIZATION": "Bearer a-long-token"}
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9", **token).status_code == 200


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/livez").status_code == 405
