"""Registers outbox with Django."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Outbox as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.outbox"
    label = "portreeve_outbox"
    default_auto_field = "django.db.models.BigAutoField"
