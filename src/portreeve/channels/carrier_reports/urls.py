"""Addresses of carrier_reports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portreeve.channels.carrier_reports.views import notify

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [path("reports/notify", notify, name="notify")]
