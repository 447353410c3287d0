"""Registers accounts with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.accounts"
    label = "portreeve_accounts"
    default_auto_field = "django.db.models.BigAutoField"
