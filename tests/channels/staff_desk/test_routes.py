"""Every route of the desk says who may use it, every page of signing in is ours, and every refusal has its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

SRC = Path(__file__).parents[3] / "src" / "portreeve"
ALL_STAFF = {"desk-home"}
"""Routes for whoever is signed in, whatever they may do."""
SIGNING_IN = {"desk-invitation", "desk-identity", "desk-identity-back", "desk-identity-trouble"}
"""Routes for whoever is not signed in yet."""
OPEN = {
    "account_login",
    "account_logout",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_inactive",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_login_webauthn",
}
"""The pages of signing in that are open; all others of the library are closed."""


def desk_routes() -> list[tuple[str, Any]]:
    from portreeve.channels.staff_desk.urls import urlpatterns

    return [(route.name, route.callback) for route in urlpatterns]


def test_every_route_of_the_desk_says_who_may_use_it() -> None:
    from portreeve.foundation.accounts.api import Act

    unsaid = [n for n, view in desk_routes() if not view.policy.acts and n not in ALL_STAFF | SIGNING_IN]
    assert unsaid == []
    unknown = {act for _, view in desk_routes() for act in view.policy.acts} - {act.value for act in Act}
    assert unknown == set()


@pytest.mark.django_db
def test_no_route_of_the_desk_answers_a_stranger(client) -> None:
    from django.urls import reverse

    from portreeve.channels.staff_desk.urls import urlpatterns

    answered = []
    for route in (one for one in urlpatterns if one.name not in SIGNING_IN):
        names = route.pattern.converters
        known = {n: uuid4() if type(c).__name__ == "UUIDConverter" else "x" for n, c in names.items()}
        address = reverse(route.name, kwargs=known)
        for response in (client.get(address), client.post(address)):
            to_sign_in = response.status_code == 302 and response["Location"].startswith("/desk/account/login/")
            if not to_sign_in and response.status_code != 405:
                answered.append(route.name)
    assert answered == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/cy"])
def test_every_page_of_signing_in_is_ours_or_closed(client, language) -> None:
    from allauth.urls import urlpatterns as library
    from django.urls import reverse

    seen = set()
    for name, address in addresses(library):
        if "<" not in address and "(" not in address:
            assert reverse(name) == f"/desk/account/{address}"
        plain = re.sub(r"\(\?P<\w+>.*?\)|<int:\w+>", "1", address).strip("^$")
        response = client.get(f"{language}/desk/account/{plain}")
        if name in OPEN:
            seen.add(name)
            assert response.status_code in {200, 302}, name
        else:
            assert response.status_code == 404, name
        if response.status_code != 302 and name != "mfa_login_webauthn":
            assert "pr-header" in response.content.decode(), name
    assert seen == OPEN


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/cy"])
def test_the_pages_about_passkeys_are_ours(client, staff, language) -> None:
    known = {"login": "sam.okafor@haverstock.example", "password": "quayside demo"}
    assert client.post("/desk/account/login/", known).status_code == 302
    for address in ("2fa/webauthn/", "2fa/webauthn/add/", "reauthenticate/"):
        page = client.get(f"{language}/desk/account/{address}", follow=True).content.decode()
        assert "pr-header" in page, address


def addresses(patterns, before: str = "") -> Iterator[tuple[str, str]]:
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from addresses(one.url_patterns, before + str(one.pattern))
        elif one.name:
            yield one.name, before + str(one.pattern)


def test_every_refusal_of_what_the_desk_does_has_words_in_both_languages() -> None:
    from portreeve.foundation.design.wording import table
    from portreeve.foundation.pure.refusals import Refusal

    modules = ("modules.cases", "modules.correspondence", "modules.people", "modules.contacts", "modules.journeys")
    parts = (*modules, "foundation.files", "foundation.pure.refusals")
    for part in parts[:-1]:
        for path in (SRC / part.replace(".", "/")).rglob("*.py"):
            if "Refusal" in path.read_text(encoding="utf-8"):
                import_module(".".join(("portreeve", *path.relative_to(SRC).with_suffix("").parts)))
    kinds = {k for k in every(Refusal) if k.__module__.startswith(tuple(f"portreeve.{part}" for part in parts))}
    assert len(kinds) > 25
    for language in ("en", "cy"):
        words = table(language, ("portreeve.channels.staff_desk",))
        missing = sorted({k.code for k in kinds if f"refusals.{k.code}" not in words})
        assert missing == [], language


def every(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


def test_every_code_that_the_desk_shows_has_words_in_both_languages() -> None:
    from portreeve.channels.staff_desk import serving
    from portreeve.channels.staff_desk.views.people import NEEDS
    from portreeve.foundation.design.wording import table
    from portreeve.modules.contacts.types import Avoidable, Ending
    from portreeve.modules.journeys.types import HandOverReason
    from portreeve.modules.people.types import ContactKind, Format, HolderStatus

    groups = {
        "contact_reason": serving.REASONS,
        "ending": Ending,
        "avoidable": Avoidable,
        "need": NEEDS,
        "kind": ContactKind,
        "format": Format,
        "holder": HolderStatus,
        "handover": HandOverReason,
    }
    for language in ("en", "cy"):
        words = table(language, ("portreeve.channels.staff_desk",))
        missing = [
            f"{group}.{value}"
            for group, values in groups.items()
            for value in values
            if f"codes.{group}.{str(value).replace(' ', '-')}" not in words
        ]
        assert missing == [], language


def test_every_address_of_every_channel_carries_its_policy() -> None:
    from django.urls import URLPattern

    from portreeve.foundation.routes.types import Policy

    doors = [door for door in (SRC / "channels").iterdir() if (door / "urls.py").exists()]
    found = [one for door in doors for one in import_module(f"portreeve.channels.{door.name}.urls").urlpatterns]
    assert len(doors) >= 6
    assert all(isinstance(one, URLPattern) for one in found)
    assert [one.name for one in found if not isinstance(getattr(one.callback, "policy", None), Policy)] == []
