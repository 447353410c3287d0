"""Addresses for machines that watch us."""

from __future__ import annotations

from portreeve.channels.system_web import views
from portreeve.foundation.routes.api import Keep, Policy, Who, route

OPEN = Policy(Who.ANYBODY, Keep.NOTHING)
"""For load balancers and monitors: nothing of it is secret, and counting their tries would blind them."""

urlpatterns = [
    route("livez", views.livez, name="livez", policy=OPEN),
    route("readyz", views.readyz, name="readyz", policy=OPEN),
    route("healthz", views.healthz, name="healthz", policy=OPEN),
    route("metrics", views.metrics, name="metrics", policy=Policy(Who.SCRAPER, Keep.NOTHING)),
]
