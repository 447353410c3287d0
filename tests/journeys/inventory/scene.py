"""A state of a page that somebody must bring about: declared once, reached for each of its languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeys.inventory.council import Council
from journeys.inventory.visitor import Visitor

STAFF = {
    "adviser": "sam.okafor",
    "officer": "priya.nair",
    "private officer": "jo.bell",
    "manager": "helen.ward",
    "councillor": "colin.reeve",
    "administrator": "ines.duarte",
}
"""Who stands for each role of `roles.yaml`."""
OTHERS = ("nobody", "resident", "helper")
"""Who is not staff: signed out, in the middle of a journey, and let in by a one-time link for somebody else."""
ROLES = (*OTHERS, *STAFF)
WRONG = "govuk-error-summary"
"""What every page with something wrong shows first."""
DONE = "govuk-notification-banner--success"
BOTH, EVERY = ("en", "cy"), ("en", "cy", "ar")

Reach = Callable[[Visitor, Council], None]


@dataclass(frozen=True)
class Scene:
    """One state of one page."""

    route: str
    """The route that must have made the page."""
    state: str
    role: str
    reach: Reach
    shows: str
    """What must stand in the page, so that a scene which leads elsewhere is found out."""
    status: int
    languages: tuple[str, ...]
    form: str
    """The form that is wrong here, as `form_name` calls it."""


SCENES: list[Scene] = []


def scene(
    route: str,
    state: str,
    *,
    role: str = "resident",
    shows: str = "<h1",
    status: int = 200,
    languages: tuple[str, ...] = BOTH,
    form: str = "",
) -> Callable[[Reach], Reach]:
    """Declare a state. `reach` leaves the visitor at the page."""

    def around(reach: Reach) -> Reach:
        SCENES.append(Scene(route, state, role, reach, shows, status, languages, form))
        return reach

    return around
