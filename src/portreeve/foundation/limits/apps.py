"""Registers limits with Django."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """Limits as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.limits"
    label = "portreeve_limits"
    default_auto_field = "django.db.models.BigAutoField"
