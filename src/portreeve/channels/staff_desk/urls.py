"""Addresses of the desk. Who of the staff may use each is said on its view (`access.desk`), and here of signing in.

docs/reference/routes.md lists them.
"""

from __future__ import annotations

from portreeve.channels.staff_desk.access import route
from portreeve.channels.staff_desk.views import (
    accounts,
    assisting,
    calls,
    case,
    colleagues,
    helping,
    holds,
    identity,
    lists,
    people,
    running,
    work,
)
from portreeve.foundation.routes.types import Keep, Policy, Who

ONCE = Policy(Who.ANYBODY, Keep.NOTHING)
AWAY = Policy(Who.ANYBODY, Keep.NOTHING, limit="sign-in", posts=False)
"""Each look sends somebody to the identity provider: as many as one may try to sign in."""
BY_LINK = Policy(Who.ENTERED, Keep.NOTHING, limit="link", posts=False)
ASSIST = "help/journeys/<uuid:journey>"

urlpatterns = [
    route("", lists.home, name="desk-home"),
    route("alerts/seen", lists.alerts_seen, name="desk-alerts-seen"),
    route("cases", lists.inbox, name="desk-list"),
    route("cases/save", lists.save, name="desk-save"),
    route("cases/saved/<uuid:saved>/drop", lists.drop, name="desk-drop"),
    route("cases/bulk", lists.bulk, name="desk-bulk"),
    route("cases/<slug:public>", case.case, name="desk-case"),
    route("cases/<slug:public>/here", case.here, name="desk-here"),
    route("cases/<slug:public>/files/<uuid:file>", case.photo, name="desk-photo"),
    route("cases/<slug:public>/<slug:name>", case.act, name="desk-act"),
    route("find", lists.find, name="desk-find"),
    route("help", helping.help_somebody, name="desk-help"),
    route("help/begin", helping.begin, name="desk-begin"),
    route("help/wrap-up", helping.wrap_up, name="desk-wrap-up"),
    route("help/join", helping.join, name="desk-join"),
    route("help/waiting/<uuid:journey>", helping.pick_up, name="desk-pick-up"),
    route("help/services/<slug:service>", helping.service, name="desk-service"),
    route("help/services/<slug:service>/start", helping.start, name="desk-start"),
    route("help/map", assisting.outline, name="desk-map"),
    route("help/map/nearest", assisting.nearest, name="desk-map-nearest"),
    route(ASSIST, assisting.journey, name="desk-assist"),
    route(f"{ASSIST}/at/<str:place>", assisting.step, name="desk-assist-step"),
    route(f"{ASSIST}/picture/<uuid:file>", assisting.picture, name="desk-assist-picture"),
    route(f"{ASSIST}/change", assisting.change, name="desk-assist-change"),
    route(f"{ASSIST}/past", assisting.go_past, name="desk-assist-past"),
    route(f"{ASSIST}/send", assisting.send, name="desk-assist-send"),
    route(f"{ASSIST}/sent", assisting.sent, name="desk-assist-sent"),
    route(f"{ASSIST}/save", assisting.save, name="desk-assist-save"),
    route(f"{ASSIST}/leave", assisting.leave, name="desk-assist-leave"),
    route(f"{ASSIST}/now", assisting.now, name="desk-assist-now"),
    route("people/new", people.new, name="desk-person-new"),
    route("people/<uuid:person>", people.person, name="desk-person"),
    route("people/<uuid:person>/details", people.details, name="desk-person-details"),
    route("people/<uuid:person>/needs", people.needs, name="desk-person-needs"),
    route("people/<uuid:person>/safe", people.safe, name="desk-person-safe"),
    route("people/<uuid:person>/serve", helping.serve_person, name="desk-person-serve"),
    route("people/<uuid:person>/hold", holds.new, name="desk-hold-new"),
    route("holds", holds.holds, name="desk-holds"),
    route("holds/<uuid:hold>", holds.hold, name="desk-hold"),
    route("holds/<uuid:hold>/lift", holds.lift, name="desk-hold-lift"),
    route("calls", calls.calls, name="desk-calls"),
    route("calls/<uuid:call>", calls.call, name="desk-call"),
    route("calls/<uuid:call>/made", calls.made, name="desk-call-made"),
    route("calls/<uuid:call>/hand-over", calls.hand_over, name="desk-call-hand"),
    route("sent/<uuid:dispatch>/resolve", calls.resolve, name="desk-resolve"),
    route("changes", running.registrations, name="desk-registrations"),
    route("changes/<uuid:registration>", running.registration, name="desk-registration"),
    route("changes/<uuid:registration>/<uuid:notice>", running.settle, name="desk-settle"),
    route("events", running.events, name="desk-events"),
    route("events/all", running.retry_all, name="desk-events-all"),
    route("events/<uuid:letter>", running.letter, name="desk-event"),
    route("promises", work.failures, name="desk-failures"),
    route("promises/<uuid:failure>", work.fill, name="desk-fill"),
    route("staff", accounts.staff, name="desk-staff"),
    route("staff/new", colleagues.new, name="desk-account-new"),
    route("staff/<uuid:account>", accounts.account, name="desk-account"),
    route("staff/<uuid:account>/role", accounts.give_role, name="desk-account-role"),
    route("staff/<uuid:account>/give", accounts.give, name="desk-account-give"),
    route("staff/<uuid:account>/take", accounts.take, name="desk-account-take"),
    route("staff/<uuid:account>/reset", accounts.reset, name="desk-account-reset"),
    route("staff/<uuid:account>/close", accounts.close, name="desk-account-close"),
    route("staff/<uuid:account>/open", accounts.reopen, name="desk-account-open"),
    route("staff/<uuid:account>/invite", colleagues.invite, name="desk-account-invite"),
    route(
        "account/invitation/<str:token>/",
        colleagues.invitation,
        name="desk-invitation",
        policy=BY_LINK,
        often=colleagues.often,
    ),
    route("account/oidc/", identity.off, name="desk-identity", policy=AWAY, often=identity.often),
    route("account/oidc/callback/", identity.back, name="desk-identity-back", policy=ONCE),
    route("account/oidc/problem/<slug:trouble>/", identity.trouble, name="desk-identity-trouble", policy=ONCE),
    route("area", work.area, name="desk-area"),
    route("wards/<slug:code>", work.ward, name="desk-ward"),
    route("streets/<slug:usrn>", work.street, name="desk-street"),
]
