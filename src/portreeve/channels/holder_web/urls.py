"""Addresses of holder_web."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portreeve.channels.holder_web.views import notice

app_name = "holder"

urlpatterns: list[URLPattern | URLResolver] = [path("holder/<str:token>", notice, name="notice")]
