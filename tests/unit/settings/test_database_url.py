"""What DATABASE_URL may say."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portreeve.config.settings.read import Settings, database_options, settings


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    settings.cache_clear()
    monkeypatch.setenv("PORTREEVE_DEMO", "1")
    yield settings()
    settings.cache_clear()


def test_everything_in_the_address_reaches_the_driver(read: Settings) -> None:
    url = "postgresql://port%40reeve:se%2Fcret@db.example:6432/case%20s?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    found = database_options(dataclasses.replace(read, database_url=url))
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "port@reeve",
        "se/cret",
        "db.example",
        "6432",
    )
    assert found["NAME"] == "case s"
    assert found["OPTIONS"].items() >= {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}.items()


@pytest.mark.parametrize("address", ["", "postgresql://db.example/cases"])
def test_the_server_keeps_statements_planned_unless_a_pooler_stands_before_it(read: Settings, address: str) -> None:
    at = dataclasses.replace(read, database_url=address)
    assert database_options(at)["OPTIONS"] == {"prepare_threshold": 0}
    assert database_options(dataclasses.replace(at, pooled=True))["OPTIONS"] == {}


def test_without_an_address_the_embedded_socket_is_used(read: Settings) -> None:
    found = database_options(dataclasses.replace(read, database_url="", home=Path("/srv/portreeve")))
    assert found["HOST"] == "/srv/portreeve/run"


def test_another_database_is_refused_with_what_to_do(read: Settings) -> None:
    with pytest.raises(ImproperlyConfigured, match="PostgreSQL only"):
        database_options(dataclasses.replace(read, database_url="mysql://db/cases"))


@pytest.mark.parametrize("port", ["0", "70000", "eighty", "-1"])
def test_a_port_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, read: Settings, port: str) -> None:
    settings.cache_clear()
    monkeypatch.setenv("PORT", port)
    with pytest.raises(ImproperlyConfigured, match="PORT must be a whole number"):
        settings()


def test_outside_the_demo_a_secret_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read: Settings) -> None:
    monkeypatch.delenv("PORTREEVE_DEMO")
    settings.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="PORTREEVE_SECRET_KEY"):
        settings()
    (tmp_path / "secret").write_text("x" * 60 + "\n")
    monkeypatch.setenv("PORTREEVE_SECRET_KEY_FILE", str(tmp_path / "secret"))
    settings.cache_clear()
    assert settings().secret_key == "x" * 60
