"""Registers contacts with Django."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Contacts as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.modules.contacts"
    label = "portreeve_contacts"
    default_auto_field = "django.db.models.BigAutoField"
