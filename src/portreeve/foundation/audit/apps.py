"""Registers audit with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.audit"
    label = "portreeve_audit"
    default_auto_field = "django.db.models.BigAutoField"
