"""Registers people with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.modules.people"
    label = "portreeve_people"
    default_auto_field = "django.db.models.BigAutoField"
