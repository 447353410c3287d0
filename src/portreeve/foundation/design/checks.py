"""What is looked at when the site starts: the council's colours can be read."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from portreeve.foundation.config_types.api import CouncilDataWrong
from portreeve.foundation.design.brand import brand


def check_brand(**_kwargs: Any) -> list[CheckMessage]:
    """Report a brand that cannot be read as data, or whose colours cannot be read by people."""
    try:
        return [Error(text, hint="Change brand.yaml.", id="portreeve_design.E001") for text in brand().unreadable()]
    except CouncilDataWrong as error:
        return [Error(str(error), id="portreeve_design.E002")]
