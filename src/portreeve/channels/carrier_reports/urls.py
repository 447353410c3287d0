"""Addresses of carrier_reports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from portreeve.channels.carrier_reports.views import notify
from portreeve.foundation.routes.api import Keep, Policy, Who, route

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [
    route("reports/notify", notify, name="notify", policy=Policy(Who.CARRIER, Keep.NOTHING)),
]
