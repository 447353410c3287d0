"""Addresses of holder_web."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from portreeve.channels.holder_web.views import notice, too_often
from portreeve.foundation.routes.api import Keep, Policy, Who, route

app_name = "holder"

urlpatterns: list[URLPattern | URLResolver] = [
    route(
        "holder/<str:token>",
        notice,
        name="notice",
        policy=Policy(Who.ENTERED, Keep.NOTHING, limit="link", posts=False),
        often=too_often,
    ),
]
