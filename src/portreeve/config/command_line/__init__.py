"""The command line: `portreeve`. Every capability has a command; see `output` for how each of them answers."""

from portreeve.config.command_line.entry import main

__all__ = ["main"]
