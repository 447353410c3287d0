"""The public names of config_types."""

from portreeve.foundation.config_types.council import Council, Span
from portreeve.foundation.config_types.installation import Installation, installation
from portreeve.foundation.config_types.read_council import (
    CouncilDataWrong,
    council,
    read_council,
    read_list,
    read_mapping,
)

__all__ = [
    "Council",
    "CouncilDataWrong",
    "Installation",
    "Span",
    "council",
    "installation",
    "read_council",
    "read_list",
    "read_mapping",
]
