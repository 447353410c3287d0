"""The public names of contacts."""

__all__: list[str] = []
