"""The public names of catalogue."""

__all__: list[str] = []
