"""The tables of people."""

from portreeve.modules.people.models.party import ContactPoint, Party
from portreeve.modules.people.models.registration import SEALED, Holder, HolderNotice, Registration

__all__ = ["SEALED", "ContactPoint", "Holder", "HolderNotice", "Party", "Registration"]
