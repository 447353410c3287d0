"""Every route has a policy, and the policy is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.resident_web.resident import Resident


def routes() -> list[Any]:
    from portreeve.channels.resident_web.urls import urlpatterns

    return list(urlpatterns)


def test_every_route_has_a_policy_and_a_name() -> None:
    from portreeve.foundation.routes.types import Policy

    assert routes()
    for pattern in routes():
        assert isinstance(pattern.callback.policy, Policy), pattern
        assert pattern.name


def test_every_limit_that_a_policy_names_exists() -> None:
    from portreeve.foundation.limits.rules import LIMITS

    named = {pattern.callback.policy.limit for pattern in routes()} - {""}
    assert named
    assert named <= set(LIMITS)


def test_routes_that_hold_somebodys_answers_are_never_kept() -> None:
    from portreeve.foundation.routes.types import Keep, Who

    for pattern in routes():
        if pattern.callback.policy.who in {Who.HOLDER, Who.ENTERED}:
            assert pattern.callback.policy.keep is Keep.NOTHING, pattern


def test_the_footers_addresses_lead_somewhere(published: None, client: Any) -> None:
    from portreeve.foundation.design.pages import FOOTER

    for _, address in FOOTER:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("language", ["", "/cy"])
@pytest.mark.parametrize(
    "address", ["", "/search?q=mattress", "/search?q=zebra", "/contact", "/cookies", "/privacy", "/track", "/resume"]
)
def test_pages_of_the_site_are_there_in_both_languages(
    published: None, client: Any, language: str, address: str
) -> None:
    response = client.get((language + address) or "/")
    assert response.status_code == 200
    html = response.content.decode()
    assert f'<html lang="{language[1:] or "en"}"' in html
    assert html.count("<h1") == 1
    assert "{" not in html.split("<style")[0]


def test_the_policy_lets_nothing_inline_run(published: None, client: Any) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    one, other = (client.get("/")["Content-Security-Policy"] for _ in range(2))
    assert one != other, "the nonce is new each time"


def test_a_long_text_without_arabic_leads_to_the_first_language(published: None, client: Any) -> None:
    response = client.get("/ar/cookies")
    assert response.status_code == 302
    assert response["Location"] == "/cookies"


def test_a_page_that_is_not_there_says_so_without_jargon(published: None, client: Any) -> None:
    response = client.get("/no/such/page")
    html = response.content.decode()
    assert response.status_code == 404
    assert "Page not found" in html
    assert "404" not in html
    assert "01632 960 100" in html


@pytest.mark.usefixtures("one_window")
def test_too_many_tries_get_a_page_that_helps(resident: Resident) -> None:
    for _ in range(11):
        resident.post("/track", reference="123 4567 8901", detail="amina@example.com")
    assert resident.status == 429
    assert resident.heading == "That was tried too often"


@pytest.mark.usefixtures("one_window")
def test_one_reference_is_counted_as_one_however_it_is_written(resident: Resident) -> None:
    from portreeve.foundation.pure import reference as references

    one = references.generate(lambda n: 1234567890)
    spoken = " ".join("zero one two three four five six seven eight nine".split()[int(digit)] for digit in one)
    for written in (one, references.grouped(one), "-".join(one), spoken) * 3:
        resident.post("/track", reference=written, detail="amina@example.com")
    assert resident.status == 429


def test_the_gallery_is_only_in_the_demo(published: None, client: Any, settings: Any) -> None:
    from dataclasses import replace

    assert client.get("/demo/gallery").status_code == 200
    settings.INSTALLATION = replace(settings.INSTALLATION, demo=False)
    assert client.get("/demo/gallery").status_code == 404


def test_verbs_without_a_service_are_not_shown(published: None, client: Any) -> None:
    html = client.get("/").content.decode()
    assert 'id="report"' in html
    assert 'id="pay"' not in html


def test_words_of_residents_find_the_service(published: None, client: Any) -> None:
    assert "Report fly-tipping" in client.get("/search?q=mattress in the street").content.decode()
    nothing = client.get("/search?q=<b>zebra").content.decode()
    assert "&lt;b&gt;zebra" in nothing
    assert "01632 960 100" in nothing
