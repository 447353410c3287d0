"""The official client against our twin of Notify, and our carrier over both: what is taken, refused and found again."""

from __future__ import annotations

import http.server
import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from portreeve.adapters.notify.carrier import NotifyAccount, NotifyCarrier
from portreeve.adapters.notify.demo import DEMO_KEY, LETTER_TEMPLATES, SMS_TEMPLATE
from portreeve.adapters.notify.twin.__main__ import make_twin, serve
from portreeve.adapters.notify.twin.book import Book
from portreeve.adapters.notify.twin.delivery import Callback
from portreeve.modules.correspondence.ports import CarrierFailed, Found, Parcel
from portreeve.modules.correspondence.types import Way
from portreeve.modules.people.types import Format

ADDRESS = "Dorothy Marsh\n2 Quay Street\nHaverstock\nHV1 2AB"


class Reports:
    """Where the twin reports to: refuses the first so many, keeps the rest."""

    def __init__(self, refuse: int = 0) -> None:
        self.got: list[tuple[str, dict[str, Any]]] = []
        self._refuse = refuse
        ours = self

        class Door(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                ours.got.append((self.headers["Authorization"], body))
                ours._refuse -= 1
                self.send_response(500 if ours._refuse >= 0 else 200)
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait(self, count: int) -> list[tuple[str, dict[str, Any]]]:
        until = time.monotonic() + 5
        while len(self.got) < count and time.monotonic() < until:
            time.sleep(0.01)
        return self.got


class Notify:
    """The twin, served on this machine."""

    def __init__(self, folder: Path, reports: Reports) -> None:
        self.folder = folder
        callback = Callback(reports.url, "token-of-ours", wait=0.02)
        self.server = serve(make_twin(folder, callback, seconds=0.02), 0)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def client(self, key: str = DEMO_KEY) -> Any:
        return NotificationsAPIClient(key, base_url=self.url, timeout=5)  # type: ignore[no-untyped-call]

    def carrier(self, seconds: int = 5) -> NotifyCarrier:
        return NotifyCarrier(NotifyAccount(self.url, DEMO_KEY, SMS_TEMPLATE, LETTER_TEMPLATES, seconds))

    def faults(self, **wanted: float) -> None:
        request = urllib.request.Request(f"{self.url}/faults", json.dumps(wanted).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=5):
            pass

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def reports() -> Iterator[Reports]:
    made = Reports()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def notify(tmp_path: Path, reports: Reports) -> Iterator[Notify]:
    made = Notify(tmp_path, reports)
    yield made
    made.stop()


def parcel(to: str = "+447700900333", way: Way = Way.SMS, form: Format = Format.STANDARD) -> Parcel:
    return Parcel(
        dispatch=uuid4(), reference=uuid4(), way=way, to=to, subject="News", text="Bore da ŵ مرحبًا", format=form
    )


def test_the_official_client_sends_a_text_and_reads_it_back(notify: Notify) -> None:
    answer = notify.client().send_sms_notification(
        "07700 900333", SMS_TEMPLATE, personalisation={"body": "Bore da"}, reference="ours-1"
    )
    assert answer["reference"] == "ours-1"
    assert answer["content"]["body"] == "Bore da"
    again = notify.client().get_notification_by_id(answer["id"])
    assert again["phone_number"] == "+447700900333"
    found = notify.client().get_all_notifications(reference="ours-1")["notifications"]
    assert [one["id"] for one in found] == [answer["id"]]
    assert notify.client().get_all_notifications(reference="another")["notifications"] == []


def test_a_wrong_key_is_refused_as_notify_refuses_it(notify: Notify) -> None:
    wrong = DEMO_KEY[:-4] + "0000"
    with pytest.raises(HTTPError) as refused:
        notify.client(wrong).send_sms_notification("07700900333", SMS_TEMPLATE, personalisation={"body": "x"})
    assert refused.value.status_code == 403
    assert refused.value.message[0]["error"] == "AuthError"


@pytest.mark.parametrize(
    ("to", "fields", "template"),
    [
        ("12", {"body": "x"}, SMS_TEMPLATE),
        ("07700900333", {}, SMS_TEMPLATE),
        ("07700900333", {"body": "x"}, "5495abcb-e0a6-4ff9-a5ab-28e521329e20"),
    ],
)
def test_what_notify_would_refuse_is_refused(notify: Notify, to: str, fields: dict[str, str], template: str) -> None:
    with pytest.raises(HTTPError) as refused:
        notify.client().send_sms_notification(to, template, personalisation=fields)
    assert refused.value.status_code == 400


def test_an_address_without_a_postcode_is_refused_for_good(notify: Notify) -> None:
    with pytest.raises(CarrierFailed) as failed:
        notify.carrier().carry(parcel("Dorothy Marsh\n2 Quay Street\nHaverstock", Way.LETTER))
    assert (failed.value.permanent, failed.value.uncertain) == (True, False)


@pytest.mark.parametrize("form", list(Format))
def test_a_letter_goes_in_every_format(notify: Notify, form: Format) -> None:
    notify.carrier().carry(parcel(ADDRESS, Way.LETTER, form))
    [shown] = Book(notify.folder).shown(10)
    assert (shown.to, shown.format, shown.subject) == (ADDRESS, form.value, "News")


def test_a_format_that_cannot_be_printed_goes_another_way(notify: Notify) -> None:
    account = NotifyAccount(notify.url, DEMO_KEY, SMS_TEMPLATE, {Format.STANDARD: LETTER_TEMPLATES[Format.STANDARD]})
    with pytest.raises(CarrierFailed) as failed:
        NotifyCarrier(account).carry(parcel(ADDRESS, Way.LETTER, Format.BRAILLE))
    assert failed.value.permanent
    assert not failed.value.recipient


def test_our_reference_finds_what_was_taken_and_only_that(notify: Notify) -> None:
    sent = parcel()
    notify.carrier().carry(sent)
    assert notify.carrier().find(sent.reference) is Found.TAKEN
    assert notify.carrier().find(uuid4()) is Found.NOT_TAKEN


def test_an_answer_that_never_comes_is_uncertain_and_found_by_our_reference(notify: Notify) -> None:
    notify.faults(after_times=1, seconds=3, status=500)
    sent = parcel()
    with pytest.raises(CarrierFailed) as failed:
        notify.carrier(seconds=1).carry(sent)
    assert failed.value.uncertain
    assert notify.carrier().find(sent.reference) is Found.TAKEN


def test_an_error_before_it_was_taken_is_uncertain_and_found_not_to_be_there(notify: Notify) -> None:
    notify.faults(before_times=1, status=500)
    sent = parcel()
    with pytest.raises(CarrierFailed) as failed:
        notify.carrier().carry(sent)
    assert failed.value.uncertain
    assert notify.carrier().find(sent.reference) is Found.NOT_TAKEN


def test_too_many_are_for_now_only(notify: Notify) -> None:
    notify.faults(limit=1)
    notify.carrier().carry(parcel())
    with pytest.raises(CarrierFailed) as failed:
        notify.carrier().carry(parcel())
    assert (failed.value.code, failed.value.permanent, failed.value.uncertain) == ("too-many", False, False)


def test_a_notify_that_is_not_there_is_for_now_and_certain(notify: Notify) -> None:
    notify.stop()
    with pytest.raises(CarrierFailed) as failed:
        notify.carrier().carry(parcel())
    assert (failed.value.code, failed.value.permanent, failed.value.uncertain) == ("unreachable", False, False)


@pytest.mark.parametrize(
    ("to", "status"),
    [("+447700900333", "delivered"), ("+447700900003", "temporary-failure"), ("+447700900002", "permanent-failure")],
)
def test_the_numbers_set_aside_for_trials_end_as_documented(
    notify: Notify, reports: Reports, to: str, status: str
) -> None:
    sent = parcel(to)
    notify.carrier().carry(sent)
    [(bearer, report)] = reports.wait(1)
    assert bearer == "Bearer token-of-ours"
    assert (report["reference"], report["status"]) == (str(sent.reference), status)


def test_a_report_that_is_not_taken_is_made_again(notify: Notify, reports: Reports) -> None:
    reports._refuse = 2
    notify.carrier().carry(parcel())
    assert len(reports.wait(3)) == 3


def test_the_log_outlives_the_twin(notify: Notify, reports: Reports, tmp_path: Path) -> None:
    sent = parcel()
    notify.carrier().carry(sent)
    reports.wait(1)
    notify.stop()
    with (tmp_path / "notify.jsonl").open("a") as log:
        log.write('{"id": "cut off in the mid')
    again = Notify(tmp_path, reports)
    try:
        assert again.carrier().find(sent.reference) is Found.TAKEN
    finally:
        again.stop()


def test_the_page_shows_what_was_taken_and_nothing_runs_in_it(notify: Notify) -> None:
    notify.carrier().carry(
        Parcel(dispatch=uuid4(), reference=uuid4(), way=Way.SMS, to="+447700900333", text="<script>alert(1)</script>")
    )
    with urllib.request.urlopen(notify.url, timeout=5) as page:
        text = page.read().decode()
    assert "+447700900333" in text
    assert "<script>" not in text
