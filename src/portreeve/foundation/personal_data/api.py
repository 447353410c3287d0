"""The public names of personal_data."""

from portreeve.foundation.personal_data.operations import (
    dispose,
    erase,
    export,
    lift_hold,
    place_hold,
    reapply_erasures,
)
from portreeve.foundation.personal_data.queries import erased_since, is_held
from portreeve.foundation.personal_data.register import declarations, undeclared

__all__ = [
    "declarations",
    "dispose",
    "erase",
    "erased_since",
    "export",
    "is_held",
    "lift_hold",
    "place_hold",
    "reapply_erasures",
    "undeclared",
]
