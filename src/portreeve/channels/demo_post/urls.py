"""Addresses of demo_post."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from portreeve.channels.demo_post.views import outbox
from portreeve.foundation.routes.api import Keep, Policy, Who, route

app_name = "demo-post"

urlpatterns: list[URLPattern | URLResolver] = [
    route("demo/outbox", outbox, name="outbox", policy=Policy(Who.DEMO, Keep.NOTHING)),
]
