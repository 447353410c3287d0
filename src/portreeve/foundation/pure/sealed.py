"""A value kept sealed within JSON: how it is marked, made and opened, with a sealer and an opener handed in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

_JSON: Final = "$sealed"
"""The one key of a map that stands for a sealed value, in every module's JSON: what is sealed is the value's JSON."""
_TEXT: Final = "$sealed-text"
"""The same where what is sealed is a text as it is: so 0.1.0 sealed the details of changes. None is made any more."""


def sealed(value: Any, sealer: Callable[[bytes], str]) -> Any:
    """Return a JSON value sealed; one that is sealed already stays as it is."""
    return value if is_sealed(value) else {_JSON: sealer(json.dumps(value).encode())}


def is_sealed(value: object) -> bool:
    """Say whether a value stands for a sealed one."""
    return isinstance(value, dict) and len(value) == 1 and (_JSON in value or _TEXT in value)


def opened(value: Any, opener: Callable[[str], bytes]) -> Any:
    """Return a value, opened if it is sealed; what is sealed deeper within it stays. Raises what the opener raises."""
    if not is_sealed(value):
        return value
    [(mark, text)] = value.items()
    plain = opener(str(text))
    return json.loads(plain) if mark == _JSON else plain.decode()
