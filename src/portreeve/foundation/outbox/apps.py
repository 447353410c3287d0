"""Registers outbox with Django."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OutboxConfig(AppConfig):
    """Outbox as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.outbox"
    label = "portreeve_outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look after each migration whether the tables were restored from another server."""
        post_migrate.connect(_after_migration, sender=self)


def _after_migration(**_: Any) -> None:
    from portreeve.foundation.commit_order.api import begin_era_if_restored

    begin_era_if_restored("outbox_event")
