"""The public names of database."""

__all__: list[str] = []
