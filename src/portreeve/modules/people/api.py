"""The public names of people."""

__all__: list[str] = []
