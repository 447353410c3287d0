"""What personal data the tables of people hold, why, and what erasure does to it (design §4.6)."""

from __future__ import annotations

from uuid import UUID

from portreeve.foundation.pure.left_out import LeftOut
from portreeve.foundation.pure.personal import Declaration, Row, Subject, Treatment, nothing_personal


def _told(row: Row, party: UUID) -> Row:
    """Leave out who is named where the one it is about and the one who is told are two; both know their own."""
    shared = row["subject_id"] != row["told_id"] and None not in {row["subject_id"], row["told_id"]}
    special = row["subject_id"] == party
    if not shared or not isinstance(row["details"], list):
        return row
    told = [
        [label, LeftOut.OTHER if about.get("people") or (about.get("special") and not special) else text]
        for label, text, about in row["details"]
    ]
    return {**row, "details": told}


DECLARATIONS = (
    Declaration(
        model="portreeve_people.Party",
        purpose="To know who asked, whom it is about and whom to tell, in their language and format and without harm.",
        subject=Subject.PARTY,
        columns=("id",),
        keep="6 years",
        since="added_at",
        last=True,
        unless=("portreeve_people.Holder.party_id",),
        fields={
            "name": Treatment.HIDE,
            "name_search": Treatment.BLANK,
            "language": Treatment.KEEP,
            "format": Treatment.KEEP,
            "wanted": Treatment.BLANK,
            "needs": Treatment.BLANK,
            "not_before": Treatment.BLANK,
            "not_after": Treatment.BLANK,
            "never": Treatment.BLANK,
            "say_nothing": Treatment.KEEP,
        },
    ),
    Declaration(
        model="portreeve_people.ContactPoint",
        purpose="To reach the person about what they asked for, and to check that it is they who track it.",
        subject=Subject.PARTY,
        columns=("party_id",),
        delete=True,
        fields={"kind": Treatment.KEEP, "value": Treatment.BLANK},
    ),
    Declaration(
        model="portreeve_people.Registration",
        purpose="To tell one change to every holder of records, and to show that each took it over.",
        subject=Subject.PARTY,
        columns=("subject_id", "told_id"),
        keep="2 years",
        since="closed_at",
        fields={"details": Treatment.BLANK},
        withheld=("key",),
        telling=_told,
    ),
    Declaration(
        model="portreeve_people.HolderNotice",
        purpose="To track which holders have taken a change over, and why one would not.",
        subject=Subject.PARTY,
        columns=("registration_id",),
        through="portreeve_people.Registration",
        fields={"why": Treatment.BLANK},
    ),
    *nothing_personal(
        "portreeve_people.Holder",
        why="Organisations and teams that keep records; their mailboxes are contact points of organisations.",
    ),
)
