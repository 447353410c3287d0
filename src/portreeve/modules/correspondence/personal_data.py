"""What personal data the tables of correspondence hold, why, and what erasure does to it (design §4.6)."""

from __future__ import annotations

from portreeve.foundation.pure.personal import Declaration, Subject, Treatment, nothing_personal

DECLARATIONS = (
    Declaration(
        model="portreeve_correspondence.Dispatch",
        purpose="To tell people what became of what they asked for, and to show that they were told.",
        subject=Subject.PARTY,
        columns=("party_id",),
        keep="2 years",
        since="created_at",
        fields={"data": Treatment.BLANK, "links": Treatment.BLANK, "way": Treatment.KEEP, "format": Treatment.KEEP},
    ),
    Declaration(
        model="portreeve_correspondence.Attempt",
        purpose="Times and codes of attempts, by which a carrier is asked what became of them.",
        subject=Subject.PARTY,
        columns=("dispatch_id",),
        through="portreeve_correspondence.Dispatch",
        fields={"carriers_id": Treatment.BLANK},
    ),
    Declaration(
        model="portreeve_correspondence.Call",
        purpose="To have somebody ring a person who cannot be written to; the number is the person's own record.",
        subject=Subject.PARTY,
        columns=("dispatch_id",),
        through="portreeve_correspondence.Dispatch",
        fields={"team": Treatment.KEEP},
    ),
    Declaration(
        model="portreeve_correspondence.CallTry",
        purpose="To show that a person was rung, how it ended, and what the caller noted.",
        subject=Subject.PARTY,
        columns=("party",),
        fields={"note": Treatment.BLANK},
    ),
    Declaration(
        model="portreeve_correspondence.Link",
        purpose="To let a person act on one thing without signing in; only a hash of what they hold is kept.",
        subject=Subject.PARTY,
        columns=("party_id",),
        keep="90 days",
        since="expires_at",
        delete=True,
        fields={"purpose": Treatment.KEEP},
    ),
    *nothing_personal(
        "portreeve_correspondence.TemplateVersion",
        why="The council's own words with fields in them; what is put into the fields is kept elsewhere.",
    ),
)
