"""Sam signs in with a passkey, loses it, and is let in again: a browser with an authenticator of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parents[2] / "assets/axe-4.14.1.min.js").read_text(encoding="utf-8")
FAULTS = "axe.run(document).then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html))"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SAM = "sam.okafor@haverstock.example"


def sound(page: Any) -> None:
    """Check that the page that is open can be used by everybody, at its width."""
    page.evaluate(AXE)
    assert page.evaluate(FAULTS) == []
    assert not page.evaluate(SIDEWAYS)


def heading(page: Any) -> str:
    return str(page.locator("h1").inner_text())


class Authenticator:
    """A passkey device in a page's browser, such as a laptop with a fingerprint reader."""

    def __init__(self, page: Any) -> None:
        self.talk = page.context.new_cdp_session(page)
        self.talk.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self.talk.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = made["authenticatorId"]

    @property
    def keys(self) -> int:
        found = self.talk.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return len(found["credentials"])

    def lose(self) -> None:
        self.talk.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})


def by_password(page: Any) -> None:
    page.goto("/desk/account/login/")
    page.fill("#id_login", SAM)
    page.fill("#id_password", "quayside demo")
    page.click("main form button:has-text('Sign in') >> nth=0")


def sign_out(page: Any) -> None:
    page.locator(".pr-desk-navigation--wide button", has_text="Sign out").click()
    page.wait_for_url("**/desk/account/login/**")


def written(act: str) -> int:
    """Return how often the audit says that something was done."""
    from portreeve.foundation.audit.models import AuditEntry

    return AuditEntry.objects.filter(act=act).count()


def is_in(page: Any) -> bool:
    """Wait for the desk, and say whether it is Sam's."""
    page.wait_for_url(re.compile(r"/desk/(?!account)"))
    return "Sam Okafor" in page.content()


def main(page: Any) -> str:
    return str(page.locator("main").inner_text())


@pytest.fixture
def sam(signed_in: Any, work: Any) -> tuple[Any, Authenticator]:
    """Sam, signed in by password, who has just made a passkey on his laptop."""
    page = signed_in("")
    device = Authenticator(page)
    by_password(page)
    page.goto("/desk/account/2fa/webauthn/add/")
    if page.locator("#id_password").count():
        page.fill("#id_password", "quayside demo")
        page.click("main form button")
    sound(page)
    page.fill("#id_name", "Work laptop")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile("/desk/account/2fa/(?!webauthn/add)"))
    sound(page)
    return page, device


def test_sam_signs_in_with_a_passkey_as_second_factor_and_by_itself(sam: tuple[Any, Authenticator]) -> None:
    page, device = sam

    # Given his passkey, which his device holds and his page names
    assert device.keys == 1
    page.goto("/desk/account/2fa/webauthn/")
    assert "Work laptop" in main(page)
    sound(page)
    assert written("account.passkey_added") == 1

    # when he signs out and in by password, then it is asked for as well
    sign_out(page)
    by_password(page)
    assert heading(page) == "Show that it is you"
    sound(page)
    page.click("#use_passkey")
    assert is_in(page)

    # and by the passkey alone he is in as well, with nothing typed
    sign_out(page)
    page.click("#passkey_login")
    assert is_in(page)

    # and when he removes it, then that is written down too
    page.goto("/desk/account/2fa/webauthn/")
    page.get_by_role("link", name="Remove Work laptop").click()
    if page.locator("#id_password").count():
        page.fill("#id_password", "quayside demo")
        page.click("main form button >> nth=0")
    page.click(".govuk-button--warning")
    page.wait_for_url("**/desk/account/2fa/webauthn/")
    assert "You have no passkey yet" in main(page)
    assert written("account.passkey_removed") == 1


def test_sam_loses_his_passkey_and_is_let_in_again_by_an_administrator(
    signed_in: Any, sam: tuple[Any, Authenticator]
) -> None:
    page, device = sam

    # Given that he is signed in elsewhere, when he loses his laptop, then a password alone does not let him in
    elsewhere = signed_in("sam.okafor")
    elsewhere.goto("/desk/help")
    assert heading(elsewhere) == "Help somebody"
    sign_out(page)
    device.lose()
    by_password(page)
    assert heading(page) == "Show that it is you"

    # when Ines takes the passkey away
    taken_away(signed_in("ines.duarte"))

    # then he is signed out where he still was, and by a code, without a passkey, he is in
    elsewhere.goto("/desk/help")
    assert "/desk/account/login/" in elsewhere.url
    by_code(page)
    assert is_in(page)

    # and may make a new one
    page.goto("/desk/account/2fa/webauthn/")
    assert "You have no passkey yet" in main(page)


def taken_away(ines: Any) -> None:
    """Have Ines find Sam and take his passkey away."""
    ines.goto("/desk/staff")
    sound(ines)
    ines.fill("#said", "sam.okafor@haverstock")
    ines.keyboard.press("Enter")
    ines.click("tbody th a")
    assert "Sam Okafor" in heading(ines)
    sound(ines)
    ines.click("#act-reset summary")
    sound(ines)
    ines.click("#act-reset button")
    assert "Their passkeys are taken away" in main(ines)
    assert "None. They sign in by a code" in main(ines)


def by_code(page: Any) -> None:
    """Sign in by emailed code, from where the passkey is still asked for."""
    from django.core import mail

    page.reload()
    page.get_by_role("link", name="Get a code by email instead").click()
    page.fill("#id_email", SAM)
    page.click("main form button")
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert code
    page.fill("#id_code", code[1])
    page.click("main form button >> nth=0")


@pytest.mark.parametrize(("width", "script"), [(1280, True), (320, True), (320, False)])
def test_ines_gives_and_takes_in_a_browser(signed_in: Any, work: Any, width: int, script: bool) -> None:
    page = signed_in("ines.duarte", width=width, java_script_enabled=script)
    look = sound if script else (lambda _: None)  # axe is a script itself

    # Given the list, when she opens Priya and gives what is not said, then she is told beside the question
    page.goto("/desk/staff")
    look(page)
    page.locator("tr", has_text="priya.nair@haverstock").get_by_role("link").click()
    look(page)
    page.click("#act-grant summary")
    page.click("#act-grant button")
    assert "Choose what they may do" in main(page)
    look(page)

    # and when she says it, then it is there with her name, and she can take it away
    page.select_option("#act", "case.bulk")
    page.select_option("#team", "waste")
    page.click("#act-grant button")
    assert "It is given." in main(page)
    look(page)
    row = page.locator("tbody tr", has_text="do one thing to many cases")
    assert "Ines Duarte" in row.inner_text()
    row.locator("button").click()
    assert "It is taken away." in main(page)
    assert page.locator("tbody tr", has_text="do one thing to many cases").count() == 0

    # and when Priya leaves, then she is among the closed, and can come back
    page.click("#act-close summary")
    page.click("#act-close button")
    assert "The account is closed." in main(page)
    look(page)
    page.goto("/desk/staff?only=closed")
    page.locator("tr", has_text="priya.nair@haverstock").get_by_role("link").click()
    page.click("#act-open summary")
    page.click("#act-open button")
    assert "The account is open again." in main(page)
