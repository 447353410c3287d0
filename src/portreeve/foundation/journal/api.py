"""The public names of journal."""

__all__: list[str] = []
