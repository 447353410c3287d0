"""Sam signs in with the council's own account in a browser: there and back, in two languages, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from channels.accounts.provider import Provider

pytestmark = pytest.mark.browser
DEMO = Path(__file__).parents[3] / "demo"
SAM = "sam.okafor@haverstock.example"
AXE = (Path(__file__).parents[2] / "assets/axe-4.14.1.min.js").read_text(encoding="utf-8")
FAULTS = "axe.run(document).then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html))"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def sound(page: Any) -> None:
    """Check that the page that is open can be used by everybody, at its width."""
    page.evaluate(AXE)
    assert page.evaluate(FAULTS) == []
    assert not page.evaluate(SIDEWAYS)


@pytest.fixture
def provider(live_server: Any, transactional_db: None, settings: Any) -> Iterator[Provider]:
    from channels.accounts.provider import CLIENT, SECRET, Provider, serving
    from portreeve.config.settings.sign_in import OidcSettings
    from portreeve.foundation.accounts import loading
    from portreeve.foundation.pure.actor import system

    loading.load_staff(folder=DEMO, by=system("tests"), at=datetime(2026, 11, 23, 11, 0, tzinfo=UTC))
    with serving(Provider(person={"email": SAM, "email_verified": True})) as found:
        settings.IDENTITY_PROVIDER = OidcSettings("Haverstock account", found.address, CLIENT, SECRET)
        yield found


@pytest.mark.parametrize("seen", [(1280, True), (320, True), (320, False)])
@pytest.mark.parametrize(
    "words",
    [
        ("", "Sign in with Haverstock account", "Your email address is not confirmed"),
        ("/cy", "Mewngofnodi gyda Haverstock account", "Nid yw eich cyfeiriad e-bost wedi'i gadarnhau"),
    ],
)
def test_sam_signs_in_with_the_councils_account(
    browser: Any, live_server: Any, provider: Provider, words: tuple[str, str, str], seen: tuple[int, bool]
) -> None:
    (before, button, sorry), (width, script) = words, seen
    look = sound if script else (lambda _: None)  # axe is a script itself
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    page = context.new_page()

    # Given that the provider does not vouch for his address, when he signs in, then he is told what to do
    provider.person["email_verified"] = False
    page.goto(f"{before}/desk/calls")
    look(page)
    page.get_by_role("button", name=button).click()
    assert page.locator("h1").inner_text() == sorry
    look(page)
    assert "code=" not in page.url

    # and once it does, by keyboard alone, he is where he wanted to be
    provider.person["email_verified"] = True
    page.goto(f"{before}/desk/calls")
    page.get_by_role("button", name=button).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{before}/desk/calls")
    assert "Sam Okafor" in page.content()
    context.close()
