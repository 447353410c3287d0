"""Notify's reports come in by their token only, and change what they are about."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.test import Client

from portreeve.adapters.notify.demo import DEMO_CALLBACK_TOKEN
from portreeve.channels.carrier_reports.views import OUTCOMES

pytestmark = pytest.mark.django_db


def post(body: object, token: str = DEMO_CALLBACK_TOKEN) -> int:
    text = body if isinstance(body, str) else json.dumps(body)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().post("/reports/notify", text, "application/json", headers=headers).status_code


def report(status: str = "delivered", **more: object) -> dict[str, object]:
    return {"reference": str(uuid4()), "status": status, "to": "+447700900333"} | more


@pytest.mark.parametrize("token", ["", "wrong", DEMO_CALLBACK_TOKEN + "x", "ŵ"])
def test_a_wrong_token_is_refused(token: str) -> None:
    assert post(report(), token) == 401


def test_a_report_on_something_that_is_not_ours_is_taken_and_forgotten() -> None:
    assert post(report()) == 204


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '{"reference": "x", "status": "delivered"}', "1" * 30_000])
def test_what_is_no_report_is_refused(body: str) -> None:
    assert post(body) == 400


def test_an_unknown_status_is_refused_so_that_somebody_notices() -> None:
    assert post(report("vanished")) == 400


@pytest.mark.parametrize("status", sorted(OUTCOMES))
def test_every_status_notify_documents_is_understood(status: str) -> None:
    assert post(report(status)) == 204


def test_nobody_reads_here() -> None:
    assert Client().get("/reports/notify").status_code == 405
