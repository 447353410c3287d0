"""The rival's addresses."""

from django.urls import include, path

urlpatterns = [path("", include("helpdesk.urls"))]
