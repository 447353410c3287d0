"""What contacts hold about people."""

from portreeve.foundation.pure.personal import Declaration, Subject, Treatment, nothing_personal

DECLARATIONS = (
    Declaration(
        model="portreeve_contacts.Contact",
        purpose="When and how a person was in touch, so that nobody has to say it all again; codes only, no words.",
        subject=Subject.PARTY,
        columns=("party_id",),
        keep="3 years",
        since="opened_at",
        fields={"party": Treatment.BLANK},
    ),
    *nothing_personal("portreeve_contacts.Link", why="Ids of what a contact was about; gone or nameless with it."),
)
