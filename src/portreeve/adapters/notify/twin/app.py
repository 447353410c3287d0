"""The twin's doors: sending, asking, trying faults out, and a page of what it took."""

from __future__ import annotations

import html
import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import parse_qs
from uuid import uuid4

from portreeve.adapters.notify.twin.book import Book, Entry
from portreeve.adapters.notify.twin.checks import Known, Refused, signed, wanted
from portreeve.adapters.notify.twin.delivery import Delivery

_SEND: Final = re.compile(r"/v2/notifications/(sms|letter|email)")
_ONE: Final = re.compile(r"/v2/notifications/([0-9a-f-]{36})")
_LIMIT: Final = 3000
_PAGE: Final = 250
_STATUS: Final = {200: "OK", 201: "Created", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden"}
Start = Callable[[str, list[tuple[str, str]]], Any]


class Twin:
    """A WSGI application that behaves as Notify does."""

    def __init__(self, book: Book, known: Known, delivery: Delivery) -> None:
        """Join the parts; faults come later, by `/faults`."""
        self.book, self._known, self._delivery = book, known, delivery
        self._lock = threading.Lock()
        self._recent: deque[float] = deque()
        self._faults: dict[str, float] = {}

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer one request."""
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path == "/" and method == "GET":
            return _answer(start, 200, self._page().encode(), "text/html; charset=utf-8")
        if path == "/faults" and method == "POST":
            self._faults = {name: float(value) for name, value in _body(environ).items()}
            return _answer(start, 200, b"{}")
        try:
            status, answer = self._v2(path, method, environ)
        except Refused as refused:
            status, answer = refused.status, refused.answer
        return _answer(start, status, json.dumps(answer).encode())

    def _v2(self, path: str, method: str, environ: dict[str, Any]) -> tuple[int, Entry]:
        signed(environ.get("HTTP_AUTHORIZATION", ""), self._known)
        send, one = _SEND.fullmatch(path), _ONE.fullmatch(path)
        if method == "POST" and send:
            return 201, self._send(send[1], _body(environ))
        if method == "GET" and one:
            entry = self.book.get(one[1])
            if entry is None:
                raise Refused(404, "NoResultFound", "No result found")
            return 200, _notification(entry)
        if method == "GET" and path == "/v2/notifications":
            return 200, self._list(parse_qs(environ.get("QUERY_STRING", "")))
        raise Refused(404, "NoResultFound", "No result found")

    def _send(self, kind: str, body: Any) -> Entry:
        """Take one notification, unless there are too many or a fault is being tried out."""
        self._try_fault("before")
        self._count()
        to, subject, text, print_format = wanted(kind, body, self._known)
        entry: Entry = {
            "id": str(uuid4()),
            "reference": body.get("reference"),
            "type": kind,
            "template": body["template_id"],
            "to": to,
            "subject": subject,
            "body": text,
            "format": print_format,
            "status": "accepted" if kind == "letter" else "created",
        }
        self.book.take(entry)
        self._delivery.begin(entry)
        self._try_fault("after")
        return _taken(entry)

    def _try_fault(self, when: str) -> None:
        """Fail, or answer late, as often as was asked: `before` taking the notification, or `after`."""
        with self._lock:
            left = self._faults.get(f"{when}_times", 0)
            self._faults[f"{when}_times"] = max(0.0, left - 1)
        if left > 0:
            time.sleep(self._faults.get("seconds", 0))
            status = int(self._faults.get("status", 500))
            raise Refused(status, "Exception", "Internal server error")

    def _count(self) -> None:
        """Refuse what is over the limit of one minute."""
        now = time.monotonic()
        with self._lock:
            while self._recent and self._recent[0] < now - 60:
                self._recent.popleft()
            limit = int(self._faults.get("limit", _LIMIT))
            if len(self._recent) >= limit:
                message = f"Exceeded rate limit for key type LIVE of {limit} requests per 60 seconds"
                raise Refused(429, "RateLimitError", message)
            self._recent.append(now)

    def _list(self, query: dict[str, list[str]]) -> Entry:
        """Return a page of notifications, the latest first, by reference, status and type."""
        keys = {"reference": "reference", "status": "status", "template_type": "type"}
        rows = [
            entry
            for entry in self.book.all()
            if all(name not in query or entry[field] in query[name] for name, field in keys.items())
        ]
        ids = [entry["id"] for entry in rows]
        begin = ids.index(query["older_than"][0]) + 1 if query.get("older_than", [""])[0] in ids else 0
        page = rows[begin : begin + _PAGE]
        return {"notifications": [_notification(entry) for entry in page], "links": {"current": "/v2/notifications"}}

    def _page(self) -> str:
        rows = "".join(
            f"<tr><td>{html.escape(str(e['took_at']))}</td><td>{html.escape(e['type'])}</td>"
            f"<td>{html.escape(e['to'])}</td><td><pre>{html.escape(e['body'])}</pre></td>"
            f"<td>{html.escape(e['status'])}</td></tr>"
            for e in self.book.all()[:200]
        )
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>What Notify took (demo)</title></head>'
            "<body><h1>What Notify took (demo)</h1><table><thead><tr><th>At</th><th>Kind</th><th>To</th><th>Words</th>"
            f"<th>Status</th></tr></thead><tbody>{rows}</tbody></table></body></html>"
        )


def _body(environ: dict[str, Any]) -> Any:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    try:
        return json.loads(environ["wsgi.input"].read(length) or b"{}")
    except json.JSONDecodeError as error:
        raise Refused(400, "BadRequestError", "Invalid JSON supplied in POST data") from error


def _answer(start: Start, status: int, body: bytes, kind: str = "application/json") -> Iterable[bytes]:
    start(f"{status} {_STATUS.get(status, 'Error')}", [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]


def _taken(entry: Entry) -> Entry:
    """Return Notify's answer to something it took."""
    content = {"body": entry["body"]} | ({"subject": entry["subject"]} if entry["subject"] else {})
    return {
        "id": entry["id"],
        "reference": entry["reference"],
        "content": content | ({"from_number": "Haverstock"} if entry["type"] == "sms" else {}),
        "uri": f"/v2/notifications/{entry['id']}",
        "template": {"id": entry["template"], "version": 1, "uri": f"/v2/template/{entry['template']}"},
    }


def _notification(entry: Entry) -> Entry:
    """Return one notification as Notify lists it."""
    return {
        "id": entry["id"],
        "reference": entry["reference"],
        "type": entry["type"],
        "status": entry["status"],
        "phone_number": entry["to"] if entry["type"] == "sms" else None,
        "email_address": entry["to"] if entry["type"] == "email" else None,
        "body": entry["body"],
        "subject": entry["subject"],
        "created_at": entry["took_at"],
        "template": {"id": entry["template"], "version": 1, "uri": f"/v2/template/{entry['template']}"},
    }
