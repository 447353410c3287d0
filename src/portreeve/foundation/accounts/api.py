"""The public names of accounts."""

__all__: list[str] = []
