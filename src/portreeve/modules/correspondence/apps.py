"""Registers correspondence with Django."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """Correspondence as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.modules.correspondence"
    label = "portreeve_correspondence"
    default_auto_field = "django.db.models.BigAutoField"
