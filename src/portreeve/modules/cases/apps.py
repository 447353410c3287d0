"""Registers cases with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.modules.cases"
    label = "portreeve_cases"
    default_auto_field = "django.db.models.BigAutoField"
