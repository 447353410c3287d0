"""Registers design with Django."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Design as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.design"
    label = "portreeve_design"
    default_auto_field = "django.db.models.BigAutoField"
