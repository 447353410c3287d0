"""Addresses of demo_post."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portreeve.channels.demo_post.views import outbox

app_name = "demo-post"

urlpatterns: list[URLPattern | URLResolver] = [path("demo/outbox", outbox, name="outbox")]
