"""What personal data the tables of journeys hold, why, and what erasure does to it (design §4.6)."""

from __future__ import annotations

from portreeve.foundation.pure.personal import Declaration, Subject, Treatment

DECLARATIONS = (
    Declaration(
        model="portreeve_journeys.Journey",
        purpose="To let a person stop and go on later; a draft is deleted when the service's draft life is over.",
        subject=Subject.PARTY,
        columns=("asker_id", "subject_id", "told_id"),
        keep="90 days",
        since="touched_at",
        delete=True,
        fields={"state": Treatment.BLANK, "language": Treatment.KEEP},
    ),
    Declaration(
        model="portreeve_journeys.Submission",
        purpose="To show what was sent, by whom it was typed and how a declaration was read; to send it only once.",
        subject=Subject.PARTY,
        columns=("asker_id", "subject_id", "told_id"),
        keep="2 years",
        since="at",
        fields={
            "answers": Treatment.BLANK,
            "learned": Treatment.BLANK,
            "details": Treatment.BLANK,
            "receipt": Treatment.BLANK,
            "language": Treatment.KEEP,
        },
    ),
    Declaration(
        model="portreeve_files.StoredFile",
        purpose="Photos and documents that people send with what they ask for; erased with what they were sent with.",
        subject=Subject.PARTY,
        columns=("held_by",),
        through="portreeve_journeys.Submission",
        fields={"name": Treatment.BLANK},
        files=("id",),
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
