"""What was sealed, as it is once the key of it is no longer on the ring."""

from __future__ import annotations

from typing import Any

from portreeve.foundation.pure.sealed import is_sealed


def key_lost(kept: Any) -> Any:
    """Return a kept value of any shape in which nothing that is sealed can be opened any more."""
    if is_sealed(kept):
        return dict.fromkeys(kept, "of-a-ring-that-is-lost")
    if isinstance(kept, dict):
        return {name: key_lost(inner) for name, inner in kept.items()}
    return [key_lost(inner) for inner in kept] if isinstance(kept, list) else kept
