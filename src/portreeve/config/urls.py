"""Every address of the site, by channel."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("portreeve.channels.system_web.urls")),
    path("desk/", include("portreeve.channels.staff_desk.urls")),
    path("", include("portreeve.channels.resident_web.urls")),
]
