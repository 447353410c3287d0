"""Every address of the site, by channel."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

CLOSED = (
    r"^desk/account/(?:(?:signup|email|confirm-email|password|2fa/totp)/.*|2fa/|2fa/recovery-codes/.+"
    r"|2fa/webauthn/keys/\d+/edit/|3rdparty/.*|social/.*|oidc/[^/]+/login/.*)$"
)
"""Pages of the sign-in library that nobody is to use: staff neither sign up nor change their own email or password.

Those of sign-in with a provider have our own in their place (`channels/staff_desk/views/identity.py`).
"""


def closed(_: HttpRequest) -> HttpResponse:
    """Answer that there is no such page: an administrator makes accounts, and a code by email does the rest."""
    raise Http404


urlpatterns = [
    path("", include("portreeve.channels.system_web.urls")),
    re_path(CLOSED, closed),
    path("desk/account/", include("allauth.urls")),
    path("desk/", include("portreeve.channels.staff_desk.urls")),
    path("", include("portreeve.channels.carrier_reports.urls")),
    path("", include("portreeve.channels.holder_web.urls")),
    path("", include("portreeve.channels.resident_web.urls")),
]
if settings.INSTALLATION.demo:
    urlpatterns.append(path("", include("portreeve.channels.demo_post.urls")))

handler400 = "portreeve.channels.resident_web.views.trouble.bad"
handler403 = "portreeve.channels.resident_web.views.trouble.refused"
handler404 = "portreeve.channels.resident_web.views.trouble.not_found"
handler500 = "portreeve.config.faults.broken"
