"""Scanners that need no other system."""

from __future__ import annotations

from pathlib import Path

_TEST_FILE = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class PatternScanner:
    """Knows only the harmless test pattern that all scanners must find (EICAR): the demo twin of a real scanner.

    Pictures are re-written pixel by pixel and documents are only ever offered for saving, never shown in the page,
    so this is the second line; a council that has a scanner names it in FILE_SCANNER.
    """

    def is_harmful(self, path: Path) -> bool:
        """Say whether the test pattern is in the first megabyte."""
        with path.open("rb") as reader:
            return _TEST_FILE in reader.read(1_000_000)
