"""The public names of idempotency."""

__all__: list[str] = []
