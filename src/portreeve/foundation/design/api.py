"""The public names of design."""

__all__: list[str] = []
