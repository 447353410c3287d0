"""The public names of routes."""

from portreeve.foundation.routes.held import Keeps, View, route, too_many
from portreeve.foundation.routes.types import Keep, Policy, Who

__all__ = ["Keep", "Keeps", "Policy", "View", "Who", "route", "too_many"]
