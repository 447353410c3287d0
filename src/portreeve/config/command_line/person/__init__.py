"""`portreeve person`: people, what is held on them, and legal holds."""

from portreeve.config.command_line.person.commands import app

__all__ = ["app"]
