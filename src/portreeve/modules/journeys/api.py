"""The public names of journeys."""

__all__: list[str] = []
