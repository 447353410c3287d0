"""What we hold about staff."""

from portreeve.foundation.pure.personal import Declaration, Subject, Treatment, nothing_personal

DECLARATIONS = (
    Declaration(
        model="portreeve_accounts.Account",
        purpose="To let staff sign in and to show colleagues who did what.",
        subject=Subject.STAFF,
        columns=("id",),
        fields={"email": Treatment.KEEP, "name": Treatment.KEEP},
    ),
    Declaration(
        model="portreeve_accounts.Invitation",
        purpose="That a new member of staff was sent a link to begin by, until when it holds good, and its hash.",
        subject=Subject.STAFF,
        columns=("account_id",),
    ),
    Declaration(
        model="portreeve_accounts.Grant",
        purpose="What a member of staff may do, and who allowed it.",
        subject=Subject.STAFF,
        columns=("account_id",),
    ),
    Declaration(
        model="portreeve_accounts.Membership",
        purpose="Which teams a member of staff is in.",
        subject=Subject.STAFF,
        columns=("account_id",),
    ),
    Declaration(
        model="account.EmailAddress",
        purpose="That a member of staff was reached at their address when they signed in by code.",
        subject=Subject.STAFF,
        columns=("user_id",),
        fields={"email": Treatment.KEEP},
    ),
    Declaration(
        model="mfa.Authenticator",
        purpose="The passkeys and second factors by which a member of staff signs in.",
        subject=Subject.STAFF,
        columns=("user_id",),
    ),
    *nothing_personal(
        "account.EmailConfirmation", why="Keys of the sign-in library for confirming an address; not used by us."
    ),
    *nothing_personal(
        "socialaccount.SocialAccount",
        "socialaccount.SocialApp",
        "socialaccount.SocialToken",
        why="Tables of the sign-in library, kept empty: nothing that an identity provider says of staff is stored.",
    ),
    *nothing_personal("portreeve_accounts.Team", why="Names of teams."),
)
