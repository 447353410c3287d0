"""The public names of personal_data."""

__all__: list[str] = []
