"""Addresses of the desk. Who may use each is said on its view (`access.desk`); docs/reference/routes.md lists them."""

from __future__ import annotations

from django.urls import path

from portreeve.channels.staff_desk.views import assisting, calls, case, helping, lists, people, running, work

ASSIST = "help/journeys/<uuid:journey>"

urlpatterns = [
    path("", lists.home, name="desk-home"),
    path("cases", lists.inbox, name="desk-list"),
    path("cases/save", lists.save, name="desk-save"),
    path("cases/saved/<uuid:saved>/drop", lists.drop, name="desk-drop"),
    path("cases/bulk", lists.bulk, name="desk-bulk"),
    path("cases/<slug:public>", case.case, name="desk-case"),
    path("cases/<slug:public>/here", case.here, name="desk-here"),
    path("cases/<slug:public>/files/<uuid:file>", case.photo, name="desk-photo"),
    path("cases/<slug:public>/<slug:name>", case.act, name="desk-act"),
    path("find", lists.find, name="desk-find"),
    path("help", helping.help_somebody, name="desk-help"),
    path("help/begin", helping.begin, name="desk-begin"),
    path("help/wrap-up", helping.wrap_up, name="desk-wrap-up"),
    path("help/join", helping.join, name="desk-join"),
    path("help/waiting/<uuid:journey>", helping.pick_up, name="desk-pick-up"),
    path("help/services/<slug:service>", helping.service, name="desk-service"),
    path("help/services/<slug:service>/start", helping.start, name="desk-start"),
    path(ASSIST, assisting.journey, name="desk-assist"),
    path(f"{ASSIST}/at/<str:place>", assisting.step, name="desk-assist-step"),
    path(f"{ASSIST}/change", assisting.change, name="desk-assist-change"),
    path(f"{ASSIST}/past", assisting.go_past, name="desk-assist-past"),
    path(f"{ASSIST}/send", assisting.send, name="desk-assist-send"),
    path(f"{ASSIST}/sent", assisting.sent, name="desk-assist-sent"),
    path(f"{ASSIST}/save", assisting.save, name="desk-assist-save"),
    path(f"{ASSIST}/leave", assisting.leave, name="desk-assist-leave"),
    path(f"{ASSIST}/now", assisting.now, name="desk-assist-now"),
    path("people/new", people.new, name="desk-person-new"),
    path("people/<uuid:person>", people.person, name="desk-person"),
    path("people/<uuid:person>/details", people.details, name="desk-person-details"),
    path("people/<uuid:person>/needs", people.needs, name="desk-person-needs"),
    path("people/<uuid:person>/safe", people.safe, name="desk-person-safe"),
    path("people/<uuid:person>/serve", helping.serve_person, name="desk-person-serve"),
    path("calls", calls.calls, name="desk-calls"),
    path("calls/<uuid:call>", calls.call, name="desk-call"),
    path("calls/<uuid:call>/made", calls.made, name="desk-call-made"),
    path("calls/<uuid:call>/hand-over", calls.hand_over, name="desk-call-hand"),
    path("sent/<uuid:dispatch>/resolve", calls.resolve, name="desk-resolve"),
    path("changes", running.registrations, name="desk-registrations"),
    path("changes/<uuid:registration>", running.registration, name="desk-registration"),
    path("changes/<uuid:registration>/<uuid:notice>", running.settle, name="desk-settle"),
    path("events", running.events, name="desk-events"),
    path("events/all", running.retry_all, name="desk-events-all"),
    path("events/<uuid:letter>", running.letter, name="desk-event"),
    path("promises", work.failures, name="desk-failures"),
    path("promises/<uuid:failure>", work.fill, name="desk-fill"),
    path("area", work.area, name="desk-area"),
    path("wards/<slug:code>", work.ward, name="desk-ward"),
    path("streets/<slug:usrn>", work.street, name="desk-street"),
]
