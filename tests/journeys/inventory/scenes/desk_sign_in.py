"""States of signing in to the desk."""

from __future__ import annotations

from journeys.inventory.council import Council, give_passkey, recovery_code
from journeys.inventory.scene import WRONG, scene
from journeys.inventory.visitor import Visitor


@scene("account_login", "wrong", role="nobody", shows=WRONG, form="account_login")
def sign_in_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/account/login/", login="sam.okafor@haverstock.example", password="no")


@scene("account_request_login_code", "wrong", role="nobody", shows=WRONG, form="account_request_login_code")
def code_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/account/login/code/", email="nobody")


@scene("account_confirm_login_code", "code sent", role="nobody")
def code_sent(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/account/login/code/", email="sam.okafor@haverstock.example")


@scene("account_confirm_login_code", "wrong", role="nobody", shows=WRONG, form="account_confirm_login_code")
def confirm_wrong(visitor: Visitor, council: Council) -> None:
    code_sent(visitor, council)
    visitor.post(code="000000")


def signed_in(visitor: Visitor) -> None:
    """Sign in by password."""
    visitor.post("/desk/account/login/", login="sam.okafor@haverstock.example", password="quayside demo")


def surely(visitor: Visitor, address: str) -> None:
    """Sign in, and go where the sign-in library wants the password, or a code, once more."""
    signed_in(visitor)
    if visitor.route == "mfa_authenticate":
        visitor.post(code=recovery_code())
    visitor.go(address)
    if visitor.route == "account_reauthenticate":
        visitor.post(password="quayside demo")


@scene("mfa_list_webauthn", "none yet", role="nobody")
def passkeys(visitor: Visitor, _: Council) -> None:
    signed_in(visitor)
    visitor.go("/desk/account/2fa/webauthn/")


@scene("mfa_list_webauthn", "one", role="nobody", shows="The key on the desk")
def passkey_listed(visitor: Visitor, _: Council) -> None:
    signed_in(visitor)
    give_passkey()
    visitor.go("/desk/account/2fa/webauthn/")


@scene("mfa_remove_webauthn", "sure", role="nobody", shows="The key on the desk")
def passkey_remove(visitor: Visitor, _: Council) -> None:
    surely(visitor, f"/desk/account/2fa/webauthn/keys/{give_passkey()}/remove/")


@scene("mfa_view_recovery_codes", "codes", role="nobody")
def recovery_codes(visitor: Visitor, _: Council) -> None:
    give_passkey()
    surely(visitor, "/desk/account/2fa/recovery-codes/")


@scene("mfa_add_webauthn", "add", role="nobody")
def passkey_add(visitor: Visitor, _: Council) -> None:
    surely(visitor, "/desk/account/2fa/webauthn/add/")


@scene("mfa_add_webauthn", "wrong", role="nobody", shows=WRONG, form="mfa_add_webauthn")
def passkey_wrong(visitor: Visitor, _: Council) -> None:
    surely(visitor, "/desk/account/2fa/webauthn/add/")
    visitor.post(name="")


@scene("mfa_authenticate", "ask for the passkey", role="nobody")
def passkey_asked(visitor: Visitor, _: Council) -> None:
    give_passkey()
    signed_in(visitor)


@scene("mfa_authenticate", "wrong", role="nobody", shows=WRONG, form="mfa_authenticate")
def passkey_refused(visitor: Visitor, council: Council) -> None:
    passkey_asked(visitor, council)
    visitor.post(code="12345678")


@scene("mfa_reauthenticate", "ask for a code", role="adviser")
def again_by_code(visitor: Visitor, _: Council) -> None:
    give_passkey()
    visitor.go("/desk/account/2fa/reauthenticate/")


@scene("mfa_reauthenticate", "wrong", role="adviser", shows=WRONG, form="mfa_reauthenticate")
def again_by_wrong_code(visitor: Visitor, _: Council) -> None:
    give_passkey()
    visitor.post("/desk/account/2fa/reauthenticate/", code="12345678")


@scene("mfa_reauthenticate_webauthn", "ask for the passkey", role="adviser")
def again_by_passkey(visitor: Visitor, _: Council) -> None:
    give_passkey()
    visitor.go("/desk/account/2fa/webauthn/reauthenticate/")


@scene("account_reauthenticate", "ask again", role="adviser")
def again(visitor: Visitor, _: Council) -> None:
    visitor.go("/desk/account/reauthenticate/")


@scene("account_reauthenticate", "wrong", role="adviser", shows=WRONG, form="account_reauthenticate")
def again_wrong(visitor: Visitor, _: Council) -> None:
    visitor.post("/desk/account/reauthenticate/", password="no")
