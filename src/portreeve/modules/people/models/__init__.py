"""The tables of people."""

from portreeve.modules.people.models.party import ContactPoint, Party
from portreeve.modules.people.models.registration import Holder, HolderNotice, Registration

__all__ = ["ContactPoint", "Holder", "HolderNotice", "Party", "Registration"]
