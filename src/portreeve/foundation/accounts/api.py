"""The public names of accounts."""

from portreeve.foundation.accounts.identity import NotSignedIn, Trouble, provider_name
from portreeve.foundation.accounts.identity import begin as begin_at_provider
from portreeve.foundation.accounts.identity import finish as finish_at_provider
from portreeve.foundation.accounts.loading import load_staff, load_teams
from portreeve.foundation.accounts.models import Account
from portreeve.foundation.accounts.operations import (
    EmailTaken,
    EmailWrong,
    OwnGrants,
    UnknownAct,
    create_account,
    deactivate,
    give_grant,
    join_team,
    leave_team,
    take_grant,
)
from portreeve.foundation.accounts.queries import (
    account,
    account_named,
    accounts,
    actor_for,
    display_name,
    granted,
    grants_of,
    members,
    names,
    teams,
    teams_of,
)
from portreeve.foundation.accounts.scoping import rows_within
from portreeve.foundation.accounts.sign_in import StaffSignIn
from portreeve.foundation.accounts.types import AccountView, Act, Loaded, TeamView

__all__ = [
    "StaffSignIn",
    "Account",
    "AccountView",
    "Act",
    "EmailTaken",
    "EmailWrong",
    "Loaded",
    "NotSignedIn",
    "OwnGrants",
    "TeamView",
    "Trouble",
    "UnknownAct",
    "account",
    "account_named",
    "accounts",
    "actor_for",
    "begin_at_provider",
    "create_account",
    "deactivate",
    "display_name",
    "finish_at_provider",
    "give_grant",
    "granted",
    "grants_of",
    "join_team",
    "leave_team",
    "load_staff",
    "load_teams",
    "members",
    "names",
    "provider_name",
    "rows_within",
    "take_grant",
    "teams",
    "teams_of",
]
