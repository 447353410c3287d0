"""The public names of config_types."""

__all__: list[str] = []
