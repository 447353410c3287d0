"""The public names of people."""

from portreeve.modules.people.operations.keeping import forget_details
from portreeve.modules.people.operations.parties import (
    DetailUnusable,
    add_party,
    change_details,
    give_need,
    mark_unusable,
    set_safe_contact,
    take_need,
)
from portreeve.modules.people.operations.past import load_parties, past_id
from portreeve.modules.people.operations.registrations import (
    AlreadySettled,
    HolderUnknown,
    acknowledge,
    find_late_holders,
    holder_told,
    refuse,
    register_change,
    set_holder,
)
from portreeve.modules.people.queries.parties import as_read, matches_contact, parties, party, view_party
from portreeve.modules.people.queries.registrations import (
    holders,
    registration,
    registration_of_notice,
    registrations,
    track_registration,
    view_registration,
)
from portreeve.modules.people.queries.search import SearchTooShort, find_people

__all__ = [
    "AlreadySettled",
    "DetailUnusable",
    "HolderUnknown",
    "SearchTooShort",
    "acknowledge",
    "add_party",
    "as_read",
    "change_details",
    "find_late_holders",
    "find_people",
    "forget_details",
    "give_need",
    "holder_told",
    "holders",
    "load_parties",
    "mark_unusable",
    "matches_contact",
    "parties",
    "party",
    "past_id",
    "refuse",
    "register_change",
    "registration",
    "registration_of_notice",
    "registrations",
    "set_holder",
    "set_safe_contact",
    "take_need",
    "track_registration",
    "view_party",
    "view_registration",
]
