"""The public names of correspondence."""

__all__: list[str] = []
