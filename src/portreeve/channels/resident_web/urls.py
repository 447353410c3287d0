"""Addresses of the public site, each with who may use it, how often, and what may be kept of its pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from portreeve.channels.resident_web.policy import route
from portreeve.channels.resident_web.views import (
    asking,
    entering,
    finding,
    gallery,
    performing,
    sending,
    standing,
    tracking,
)
from portreeve.foundation.routes.types import Keep, Policy, Who
from portreeve.screens.web import maps

app_name = "resident"

OPEN = Policy(Who.ANYBODY, Keep.PUBLIC)
"""The same for everybody: caches may keep it for a minute."""
TWO = ("en", "cy")
"""The long pages of text are in the council's own languages."""
TEXT = Policy(Who.ANYBODY, Keep.PUBLIC, languages=TWO)
READ = Policy(Who.ANYBODY, Keep.ASK)
ONCE = Policy(Who.ANYBODY, Keep.NOTHING)
HELD = Policy(Who.HOLDER, Keep.NOTHING)
START = Policy(Who.ANYBODY, Keep.NOTHING, limit="start")
SEND = Policy(Who.HOLDER, Keep.NOTHING, limit="submit")
TRACK = Policy(Who.ANYBODY, Keep.NOTHING, limit="track", subject="reference")
LINK = Policy(Who.ENTERED, Keep.NOTHING, limit="link", posts=False)
FIND = Policy(Who.ANYBODY, Keep.ASK, limit="search", posts=False)
LINES = Policy(Who.ANYBODY, Keep.PUBLIC, limit="search", posts=False)
SHOWN = Policy(Who.DEMO, Keep.NOTHING)

urlpatterns: list[URLPattern | URLResolver] = [
    route("", finding.home, name="home", policy=OPEN),
    route("search", finding.search, name="search", policy=FIND),
    route("s/<slug:service>", finding.service, name="service", policy=READ),
    route("s/<slug:service>/privacy", standing.privacy_of, name="privacy_of", policy=TEXT),
    route("s/<slug:service>/start", finding.start, name="start", policy=START),
    route("s/<slug:service>/<str:token>", asking.journey, name="journey", policy=HELD),
    route("s/<slug:service>/<str:token>/q/<str:place>", asking.step, name="step", policy=HELD),
    route("s/<slug:service>/<str:token>/change", asking.change, name="change", policy=HELD),
    route("s/<slug:service>/<str:token>/picture/<uuid:file>", asking.picture, name="picture", policy=HELD),
    route("s/<slug:service>/<str:token>/send", sending.send, name="send", policy=SEND),
    route("s/<slug:service>/<str:token>/sent", sending.sent, name="sent", policy=HELD),
    route("s/<slug:service>/<str:token>/save", sending.save, name="save", policy=HELD),
    route("s/<slug:service>/<str:token>/adviser", sending.adviser, name="adviser", policy=HELD),
    route("resume", sending.resume, name="resume", policy=ONCE),
    route("finish", sending.finish, name="finish", policy=ONCE),
    route("finished", sending.finished, name="finished", policy=ONCE),
    route("exit", sending.leave, name="exit", policy=ONCE),
    route("track", tracking.track, name="track", policy=TRACK),
    route("link/<str:token>", entering.link, name="link", policy=LINK),
    route("mine", entering.mine, name="mine", policy=LINK),
    route("mine/photos/<uuid:file>", entering.photo, name="photo", policy=Policy(Who.ENTERED, Keep.NOTHING)),
    route("map", maps.outline, name="map", policy=LINES),
    route("map/nearest", maps.nearest, name="nearest", policy=LINES),
    route("contact", standing.contact, name="contact", policy=OPEN),
    route("cookies", standing.cookies, name="cookies", policy=Policy(Who.ANYBODY, Keep.ASK, languages=TWO)),
    route("privacy", standing.privacy, name="privacy", policy=TEXT),
    route("accessibility-statement", standing.accessibility, name="accessibility", policy=TEXT),
    route("performance", performing.performance, name="performance", policy=TEXT),
    route("demo/gallery", gallery.gallery, name="gallery", policy=SHOWN),
    route("demo/gallery/<str:piece>", gallery.piece, name="piece", policy=SHOWN),
]
