"""The public names of cases."""

__all__: list[str] = []
