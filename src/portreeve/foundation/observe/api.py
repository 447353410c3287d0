"""The public names of observe."""

__all__: list[str] = []
