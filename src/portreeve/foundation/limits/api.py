"""The public names of limits."""

__all__: list[str] = []
