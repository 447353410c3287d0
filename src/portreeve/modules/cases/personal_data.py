"""What cases hold about people, why, how long, and what export and erasure do to it."""

from __future__ import annotations

from uuid import UUID

from portreeve.foundation.pure.personal import Declaration, Row, Shared, Subject, Treatment, nothing_personal
from portreeve.modules.cases.queries.sharing import (
    fixes_in_cases_of,
    fixes_of_the_erased,
    fixes_to_be_told,
    said_in_cases_of,
    said_of_the_erased,
    said_to_be_told,
)
from portreeve.modules.journeys import api as journeys

_REPORTER = "portreeve_cases.Reporter"
_FILES = "portreeve_files.StoredFile"
_PARTIES = ("asker_id", "subject_id", "told_id")


def _told(row: Row, party: UUID) -> Row:
    """Leave out of a reporter's answers what they say of the others in it."""
    values = {name: one["value"] for name, one in row["answers"].items() if "value" in one}
    own = journeys.own_answers(
        row["version"], values, asks=row["asker_id"] == party, is_subject=row["subject_id"] == party
    )
    answers = {name: {**one, "value": own[name]} if name in own else one for name, one in row["answers"].items()}
    return {**row, "answers": answers}


DECLARATIONS = (
    Declaration(
        model=_REPORTER,
        purpose="Who asked for something, whom it is about and whom we tell, with what they said, to do the work owed.",
        subject=Subject.PARTY,
        columns=_PARTIES,
        keep="7 years",
        since="case__ended_at",
        owns=(_FILES,),
        fields={
            "reference": Treatment.KEEP,
            "answers": Treatment.BLANK,
            "details": Treatment.BLANK,
            "secret": Treatment.BLANK,
            "face": Treatment.KEEP,
            "face_reason": Treatment.KEEP,
        },
        withheld=("secret",),
        telling=_told,
    ),
    Declaration(
        model="portreeve_cases.Question",
        purpose="What a reporter was asked, so that the case could go on.",
        subject=Subject.PARTY,
        columns=("reporter_id",),
        through=_REPORTER,
        fields={"text": Treatment.HIDE},
    ),
    Declaration(
        model="portreeve_cases.Update",
        purpose="What was said to or by a reporter or to all, and notes of staff, to do the work owed and show how.",
        subject=Subject.PARTY,
        columns=("reporter_id",),
        through=_REPORTER,
        keep="7 years",
        since="case__ended_at",
        shared=Shared(of=said_in_cases_of, told=said_to_be_told, left=said_of_the_erased),
        fields={"text": Treatment.HIDE, "files": Treatment.BLANK},
        files=("files",),
    ),
    Declaration(
        model="portreeve_cases.Case",
        purpose="The job itself: service, place and dates. A place is tied to a person where it is a home or private.",
        subject=Subject.PARTY,
        columns=("home_of_id",),
        keep="7 years",
        since="ended_at",
        owns=(_FILES,),
        kept_with=(f"{_REPORTER}.case_id",),
        fields={
            "place_text": Treatment.HIDE,
            "uprn": Treatment.BLANK,
            "usrn": Treatment.BLANK,
            "lat": Treatment.BLANK,
            "long": Treatment.BLANK,
            "words": Treatment.BLANK,
            "delay_reason": Treatment.BLANK,
        },
        withheld=("words", "reporters", "chased", "chased_at", "duplicate_of_id", "parent_id"),
    ),
    Declaration(
        model="portreeve_cases.Failure",
        purpose="Why a promise was broken, what mends it and who sees to that, so that it is mended and can be shown.",
        subject=Subject.PARTY,
        keep="7 years",
        since="case__ended_at",
        shared=Shared(of=fixes_in_cases_of, told=fixes_to_be_told, left=fixes_of_the_erased),
        fields={"fix": Treatment.HIDE},
    ),
    *nothing_personal(
        "portreeve_cases.StatusChange",
        "portreeve_cases.Referral",
        "portreeve_cases.Alert",
        "portreeve_cases.Stay",
        why="Codes, times and ids; staff appear by their account's id as the record of official acts.",
    ),
    Declaration(
        model="portreeve_cases.Looking",
        purpose="Which member of staff has a case open at this minute, so that two do not collide.",
        subject=Subject.STAFF,
        columns=("account_id",),
        keep="1 day",
        since="at",
        delete=True,
    ),
    Declaration(
        model="portreeve_cases.Saved",
        purpose="Lists that a member of staff keeps under a name.",
        subject=Subject.STAFF,
        columns=("account_id",),
        delete=True,
        fields={"name": Treatment.KEEP},
    ),
)
