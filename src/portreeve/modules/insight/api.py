"""The public names of insight."""

__all__: list[str] = []
