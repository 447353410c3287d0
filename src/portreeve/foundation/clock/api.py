"""The public names of clock."""

__all__: list[str] = []
