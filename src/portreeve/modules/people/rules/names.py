"""Names in the form they are searched by."""

from __future__ import annotations

import re
import unicodedata


def searchable(name: str) -> str:
    """Return a name in lower case, without accents and marks, one space between its parts."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", " ", bare.casefold()).split())
