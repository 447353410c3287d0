"""The public names of personal_data."""

from portreeve.foundation.personal_data.disposing import blank_row, dispose, log_disposal
from portreeve.foundation.personal_data.erasing import erase, erase_what_was_left, reapply_erasures
from portreeve.foundation.personal_data.exporting import export
from portreeve.foundation.personal_data.holding import lift_hold, place_hold, take_over_holds
from portreeve.foundation.personal_data.queries import (
    erased_among,
    erased_since,
    every_hold,
    held_rows,
    hold,
    holds,
    holds_on,
    kept_by_holds,
)
from portreeve.foundation.personal_data.register import declarations, undeclared
from portreeve.foundation.personal_data.types import OnLegalHold

__all__ = [
    "OnLegalHold",
    "blank_row",
    "declarations",
    "dispose",
    "erase",
    "erase_what_was_left",
    "erased_among",
    "erased_since",
    "every_hold",
    "export",
    "held_rows",
    "hold",
    "holds",
    "holds_on",
    "kept_by_holds",
    "lift_hold",
    "log_disposal",
    "place_hold",
    "reapply_erasures",
    "take_over_holds",
    "undeclared",
]
