"""Registers design with Django."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Design as a Django app; the label is prefixed, because plain ones collide with Django's own."""

    name = "portreeve.foundation.design"
    label = "portreeve_design"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the council's colours checked when the site starts."""
        from django.core.checks import register

        from portreeve.foundation.design.checks import check_brand

        register(check_brand)
