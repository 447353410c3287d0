"""How a council sets its cases: read from `cases.yaml` in its folder, with what most councils would choose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Lengths of time as people write them, and numbers."""

    closed_too_soon_days: int = 14
    """A case that comes back within so many days had been ended too soon."""
    warn_at_percent: int = 75
    """The team is warned when so much of a promise's working time is gone."""
    answer_within: str = "10 working days"
    """How long a reporter is given to answer a question."""
    referral_within: str = "10 working days"
    """When another body is asked again, if it named no day."""
    late_again: str = "2 working days"
    """The new date after a broken promise, where nobody gave one and the service has no promise to repeat."""
    late_still: str = "10 working days"
    """The new date when that one has gone by too, where nobody gave one."""
    near_metres: int = 50
    """How near two points are one place."""
    small_number: int = 5
    """Public counts below this are not shown."""
    chase_again_minutes: int = 60
    """A reporter's second chase within this is the same chase."""
    stay_minutes: int = 30
    """How long a reporter who came in by a link may stay."""
