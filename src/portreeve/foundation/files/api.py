"""The public names of files."""

__all__: list[str] = []
