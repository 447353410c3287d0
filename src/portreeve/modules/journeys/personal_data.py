"""What personal data the tables of journeys hold, why, and what erasure does to it (design §4.6)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from portreeve.foundation.pure.personal import Declaration, Row, Subject, Treatment
from portreeve.modules.journeys.queries.answers import own_answers

_FILES = "portreeve_files.StoredFile"
_SIMILAR = "duplicates/"
"""Begins the key of what was found out about other people's reports."""


def _told(row: Row, party: UUID) -> Row:
    """Leave out of what was sent what it says of others."""
    return {**row, "answers": _own(row, row["answers"], party), "learned": _learned(row["learned"])}


def _draft(row: Row, party: UUID) -> Row:
    """Leave out of a draft what it says of others."""
    state = dict(row["state"])
    for part in ("answers", "partial"):
        if part in state:
            state[part] = _own(row, state[part], party)
    if "learned" in state:
        state["learned"] = _learned(state["learned"])
    return {**row, "state": state}


def _own(row: Row, answers: Any, party: UUID) -> Any:
    # Somebody may have begun without having said who they are: then nobody else is in it.
    alone = row["asker_id"] is None and row["subject_id"] is None
    asks, is_subject = alone or row["asker_id"] == party, alone or row["subject_id"] == party
    return own_answers(row["version_id"], answers, asks=asks, is_subject=is_subject)


def _learned(learned: Any) -> dict[str, Any]:
    return {key: value for key, value in learned.items() if not key.startswith(_SIMILAR)}


DECLARATIONS = (
    Declaration(
        model="portreeve_journeys.Journey",
        purpose="To let a person stop and go on later; a draft is deleted when the service's draft life is over.",
        subject=Subject.PARTY,
        columns=("asker_id", "subject_id", "told_id"),
        keep="90 days",
        since="touched_at",
        delete=True,
        owns=(_FILES,),
        fields={"state": Treatment.BLANK, "language": Treatment.KEEP},
        telling=_draft,
    ),
    Declaration(
        model="portreeve_journeys.Submission",
        purpose="To show what was sent, by whom it was typed and how a declaration was read; to send it only once.",
        subject=Subject.PARTY,
        columns=("asker_id", "subject_id", "told_id"),
        keep="2 years",
        since="at",
        owns=(_FILES,),
        fields={
            "answers": Treatment.BLANK,
            "learned": Treatment.BLANK,
            "details": Treatment.BLANK,
            "receipt": Treatment.BLANK,
            "language": Treatment.KEEP,
        },
        withheld=("key",),
        telling=_told,
    ),
    Declaration(
        model="portreeve_journeys.Code",
        purpose="To let a person, or staff whom they ask, go on with their journey; keyed hashes only.",
        subject=Subject.PARTY,
        columns=("journey_id",),
        through="portreeve_journeys.Journey",
        delete=True,
        fields={"code": Treatment.BLANK, "detail": Treatment.BLANK},
    ),
)
