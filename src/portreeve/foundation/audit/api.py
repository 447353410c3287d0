"""The public names of audit."""

__all__: list[str] = []
