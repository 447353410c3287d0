"""Around every page of the desk: who works in Welsh stays in Welsh, and no sign-in goes round in circles."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portreeve.foundation.accounts import api as accounts
from portreeve.foundation.config_types.api import council
from portreeve.foundation.design.api import language_of

DESK, SIGN_IN = "/desk/", "/desk/account/"
DOOR, SECOND_FACTOR = f"{SIGN_IN}login/", f"{SIGN_IN}2fa/authenticate/"


class KeepLanguage:
    """Puts the language before the address of the desk that an answer leads to.

    Here once, and not where each view leads on: what the sign-in library leads to is covered as well.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and lead on in the language of the page."""
        if request.path_info.startswith(SIGN_IN):
            # The library compares the path with addresses of its own, which have no language before them.
            request.path = request.path_info
        response = self.get_response(request)
        language, to = language_of(request), response.get("Location", "")
        if language != council().languages[0] and request.path_info.startswith(DESK) and to.startswith(DESK):
            response["Location"] = f"/{language}{to}"
        return response


class BeginAnew:
    """Lets somebody sign in from the beginning whose passkey was taken away while they were asked for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; where the page that asks for the passkey leads back to the door, the door is to let in again."""
        response = self.get_response(request)
        if request.path_info == SECOND_FACTOR and response.get("Location", "").startswith(DOOR):
            accounts.begin_anew(request)
        return response
