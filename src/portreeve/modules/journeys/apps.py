"""Registers journeys with Django."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    """Journeys as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.modules.journeys"
    label = "portreeve_journeys"
    default_auto_field = "django.db.models.BigAutoField"
