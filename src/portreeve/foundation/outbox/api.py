"""The public names of outbox."""

__all__: list[str] = []
