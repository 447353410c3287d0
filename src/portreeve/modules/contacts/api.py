"""The public names of contacts."""

from portreeve.modules.contacts.operations.acts import open_contact, wrap_up
from portreeve.modules.contacts.operations.past import load_past
from portreeve.modules.contacts.queries import contacts_about, contacts_of

__all__ = [
    "contacts_about",
    "contacts_of",
    "load_past",
    "open_contact",
    "wrap_up",
]
