"""The public names of places."""

__all__: list[str] = []
