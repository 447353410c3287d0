"""The inventory: every page of every route in every state, for every role and language, as it was really served."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.db import transaction
from django.test import Client

from journeys.inventory.council import NOW, Council, bare, busy
from journeys.inventory.scene import BOTH, EVERY, OTHERS, ROLES, SCENES, STAFF, Scene
from journeys.inventory.scenes import following, helping, journey
from journeys.inventory.site import Route, routes
from journeys.inventory.visitor import Visitor
from portreeve.foundation.accounts.models import Account
from portreeve.foundation.clock import api as clock
from portreeve.foundation.limits import rules as limits
from portreeve.foundation.limits.types import Limit
from portreeve.foundation.routes.types import Who

for _file in sorted((Path(__file__).parent / "scenes").glob("*.py")):
    import_module(f"journeys.inventory.scenes.{_file.stem}")  # declares them: none can be forgotten

ABSENT = {"UUIDConverter": str(UUID(int=7)), "SlugConverter": "none", "StringConverter": "none", "IntConverter": "7"}
"""What names nothing that is there."""
NONCE = re.compile(r'(nonce=|csrfmiddlewaretoken" value=|name="(?:page_)?key" value=|"X-CSRFToken": )"[^"]*"')
UUIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LEADS = re.compile(r'\b(href|action|hreflang|src)="[^"]*"')


@dataclass(frozen=True)
class Seen:
    """What somebody was answered in one state of one route."""

    route: str
    state: str
    role: str
    language: str
    status: int
    kind: str
    html: str
    made_by: str
    """The route that made the page."""
    trouble: str = ""
    """Why the state could not be reached."""

    @property
    def name(self) -> str:
        """How a finding names it."""
        return f"{self.route or 'no route'}, {self.state}, {self.role}, {self.language}"

    @property
    def is_page(self) -> bool:
        """Say whether it is a whole page for people."""
        return self.kind.startswith("text/html") and "<html" in self.html

    @cached_property
    def shape(self) -> str:
        """The page without what differs each time and without where its links lead: pages alike in it are one."""
        return LEADS.sub(r"\1", UUIDS.sub("-", NONCE.sub("-", self.html)))


def collect() -> list[Seen]:
    """Serve the whole inventory once. Leaves nothing behind."""
    logging.disable(logging.CRITICAL)
    try:
        return _collected()
    finally:
        logging.disable(logging.NOTSET)
        clock.set_for_demo(None)


def _collected() -> list[Seen]:
    with undone():
        bare()
        found = list(_walk(None))
    with undone():
        council = busy()
        found += _walk(council)
        found += _too_often(council)
        found += [seen for scene in SCENES for seen in _reached(scene, council)]
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever was written, and set the clock right."""
    clock.set_for_demo(NOW)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    clock.set_for_demo(NOW)


def client_of(role: str) -> Client:
    """Return a browser in which a role is signed in, if it is one that signs in."""
    client = Client()
    if role in STAFF:
        client.force_login(Account.objects.get(email=f"{STAFF[role]}@haverstock.example"))
    return client


def acts_of(role: str) -> frozenset[str] | None:
    """Return what a role may do; None for who is not staff."""
    if role not in STAFF:
        return None
    from portreeve.foundation.accounts import api as accounts
    from portreeve.foundation.pure.channel import Channel

    account = Account.objects.get(email=f"{STAFF[role]}@haverstock.example")
    return frozenset(str(grant.act) for grant in accounts.actor_for(account, Channel.WEB, "").grants)


def _walk(council: Council | None) -> Iterator[Seen]:
    """Open every route as every role: what is there and what is not; with no council, where nothing is to be seen.

    A route that is only posted to, or answers with something else than a page, is asked until it has said so.
    """
    pageless: set[str] = set()
    for role in ROLES:
        with undone():
            client, known = client_of(role), dict(council.known) if council else {}
            known |= _arrive(role, client, council)
            for route in routes():
                if route.name not in pageless:
                    for seen in _opened(route, role, client, known, full=council is not None):
                        if seen.status == 405 or not seen.kind.startswith("text/html"):
                            pageless.add(route.name)
                        yield seen


def _arrive(role: str, client: Client, council: Council | None) -> dict[str, str]:
    """Bring a role to where it stands: a resident in a journey, a helper let in by a link, an adviser with somebody."""
    visitor = Visitor(client)
    if role == "resident":
        journey.begin(visitor)
        service, token, _, place = visitor.at.removeprefix("/s/").split("/")
        return {"token": token, "service": service, "place": place}
    if role == "helper" and council:
        following.enter(visitor, council, "asked")
    if role == "adviser" and council:
        helping.begin(visitor)
        begun, _, place = visitor.at.removeprefix("/desk/help/journeys/").split("/")
        return {"journey": begun, "place": place}
    return {}


STANDING = {
    "service": "missed-bin",
    "piece": "check",
    "place": "where",
    "name": "note",
    "pk": "7",
    "trouble": "stranger",
}
"""What stands in an address and is the same for everybody."""
ALSO = {"code": "ward", "usrn": "street", "saved": "file", "journey": "waiting"}
"""What an address calls by another name than we do; a list that is dropped is only ever posted to."""


def fields_of(route: Route, known: dict[str, str]) -> dict[str, str]:
    """Return what names something that is there. A new kind of thing in an address fails until it is known here."""
    token = {"holder:notice": "holder", "desk-invitation": "invitation"}.get(route.name, "")
    known = known | {"token": known[token]} if token in known else known
    return {n: known.get(n) or known.get(ALSO.get(n, "")) or STANDING.get(n) or "none" for n in route.fields}


def _opened(route: Route, role: str, client: Client, known: dict[str, str], *, full: bool) -> Iterator[Seen]:
    """Open one route as one role."""
    if route.fields and not full:
        return
    for language in _languages(route):
        visitor = Visitor(client, language)
        address = visitor.address(route.name, fields_of(route, known))
        yield _seen(route.name, "ordinary" if full else "empty", role, visitor, address)
        if route.fields:
            absent = {n: ABSENT[k] for n, k in zip(route.fields, route.kinds, strict=True)}
            yield _seen(route.name, "not there", role, visitor, visitor.address(route.name, absent))


def _languages(route: Route) -> tuple[str, ...]:
    """Return the languages in which a route has pages."""
    if route.policy.languages:
        return route.policy.languages
    return EVERY if route.name.startswith("resident:") else BOTH


def _seen(route: str, state: str, role: str, visitor: Visitor, address: str) -> Seen:
    kept = copy(visitor.client.cookies)
    with undone():
        visitor.get(address)
    visitor.client.cookies = kept
    return _as_seen(route, state, role, visitor)


def _as_seen(route: str, state: str, role: str, visitor: Visitor, trouble: str = "") -> Seen:
    answer: Any = visitor.response
    kind = answer.headers.get("Content-Type", "")
    html = answer.content.decode() if kind.startswith("text/html") and not answer.streaming else ""
    return Seen(route, state, role, visitor.language, answer.status_code, kind, html, visitor.route, trouble)


def _too_often(council: Council) -> Iterator[Seen]:
    """Try each route that counts tries once too often."""
    for route in (r for r in routes() if r.policy.limit):
        none = {**limits.LIMITS, route.policy.limit: (Limit("address", 0, 3600),)}
        with patch.object(limits, "LIMITS", none):
            for language in _languages(route):
                visitor = Visitor(client_of("nobody"), language)
                address = visitor.address(route.name, fields_of(route, council.known))
                with undone():
                    (visitor.post if route.policy.posts else visitor.go)(address)
                yield _as_seen(route.name, "too often", "nobody", visitor)


def _reached(scene: Scene, council: Council) -> Iterator[Seen]:
    """Bring about one declared state in each of its languages."""
    for language in scene.languages:
        with undone():
            visitor = Visitor(client_of(scene.role), language)
            trouble = ""
            try:
                scene.reach(visitor, council)
            except AssertionError as wrong:
                trouble = str(wrong)
        yield _as_seen(scene.route, scene.state, scene.role, visitor, trouble or _amiss(scene, visitor))


def _amiss(scene: Scene, visitor: Visitor) -> str:
    """Say in what a page is not the state that was declared; empty where it is."""
    if visitor.response.status_code != scene.status:
        return f"answered {visitor.response.status_code} and not {scene.status}: {visitor.heading}"
    if scene.route and visitor.route != scene.route:
        return f"made by {visitor.route}: {visitor.heading}"
    if scene.shows not in visitor.html:
        return f"does not show {scene.shows}: {visitor.heading}"
    language = re.search(r'<html lang="(\w+)"', visitor.html)
    if not language or language[1] != visitor.language:
        return f"is in {language[1] if language else 'no language'}"
    return ""


__all__ = ["OTHERS", "Seen", "Who", "collect"]
