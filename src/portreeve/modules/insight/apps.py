"""Registers insight with Django."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Insight as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.modules.insight"
    label = "portreeve_insight"
    default_auto_field = "django.db.models.BigAutoField"
