"""The tables of correspondence."""

from portreeve.modules.correspondence.models.calls import Call, CallTry
from portreeve.modules.correspondence.models.dispatch import Attempt, Dispatch
from portreeve.modules.correspondence.models.links import Link
from portreeve.modules.correspondence.models.templates import TemplateVersion

__all__ = ["Attempt", "Call", "CallTry", "Dispatch", "Link", "TemplateVersion"]
