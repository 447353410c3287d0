"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from portreeve.channels.staff_desk.views import calls, case, lists, work

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
    path("calls", calls.calls, name="desk-calls"),
    path("calls/<uuid:call>", calls.call, name="desk-call"),
    path("calls/<uuid:call>/made", calls.made, name="desk-call-made"),
    path("calls/<uuid:call>/hand-over", calls.hand_over, name="desk-call-hand"),
    path("sent/<uuid:dispatch>/resolve", calls.resolve, name="desk-resolve"),
    path("promises", work.failures, name="desk-failures"),
    path("promises/<uuid:failure>", work.fill, name="desk-fill"),
    path("area", work.area, name="desk-area"),
    path("wards/<slug:code>", work.ward, name="desk-ward"),
    path("streets/<slug:usrn>", work.street, name="desk-street"),
]
