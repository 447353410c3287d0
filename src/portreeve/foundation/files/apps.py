"""Registers files with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.files"
    label = "portreeve_files"
    default_auto_field = "django.db.models.BigAutoField"
