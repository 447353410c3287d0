"""Registers catalogue with Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Catalogue as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.modules.catalogue"
    label = "portreeve_catalogue"
    default_auto_field = "django.db.models.BigAutoField"
