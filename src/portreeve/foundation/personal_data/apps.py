"""Registers personal_data with Django."""

from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    """PersonalData as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.personal_data"
    label = "portreeve_personal_data"
    default_auto_field = "django.db.models.BigAutoField"
