"""Addresses for machines that watch us."""

from __future__ import annotations

from django.urls import path

from portreeve.channels.system_web import views

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("healthz", views.healthz, name="healthz"),
    path("metrics", views.metrics, name="metrics"),
]
