"""Registers places with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Places as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.modules.places"
    label = "portreeve_places"
    default_auto_field = "django.db.models.BigAutoField"
