"""What the demo and its twin know of each other. None of it is a secret, and none of it works anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from portreeve.modules.people.types import Format

DEMO_KEY: Final = "demo-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
DEMO_CALLBACK_TOKEN: Final = "demo-only-callback-token"  # noqa: S105 - for the twin on this machine
SMS_TEMPLATE: Final = "00000000-0000-4000-8000-00000000a001"
LETTER_TEMPLATES: Final[Mapping[Format, str]] = {
    form: f"00000000-0000-4000-8000-00000000b00{number}" for number, form in enumerate(Format, 1)
}
DEMO_TEMPLATES: Final[Mapping[str, tuple[str, str]]] = {
    SMS_TEMPLATE: ("sms", ""),
    **{template: ("letter", str(form)) for form, template in LETTER_TEMPLATES.items()},
}
