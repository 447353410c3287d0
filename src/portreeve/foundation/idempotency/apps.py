"""Registers idempotency with Django."""

from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    """Idempotency as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.idempotency"
    label = "portreeve_idempotency"
    default_auto_field = "django.db.models.BigAutoField"
