"""The public names of accounts."""

from portreeve.foundation.accounts.identity import NotSignedIn, Trouble, provider_name
from portreeve.foundation.accounts.identity import begin as begin_at_provider
from portreeve.foundation.accounts.identity import finish as finish_at_provider
from portreeve.foundation.accounts.loading import give_role, load_staff, load_teams, roles
from portreeve.foundation.accounts.looking_after import staff, staff_member
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
    reopen,
    reset_sign_in,
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
from portreeve.foundation.accounts.sign_in import StaffSignIn, begin_anew
from portreeve.foundation.accounts.types import AccountView, Act, HeldGrant, Loaded, StaffListing, StaffView, TeamView

__all__ = [
    "StaffSignIn",
    "Account",
    "AccountView",
    "Act",
    "EmailTaken",
    "EmailWrong",
    "HeldGrant",
    "Loaded",
    "NotSignedIn",
    "OwnGrants",
    "StaffListing",
    "StaffView",
    "TeamView",
    "Trouble",
    "UnknownAct",
    "account",
    "account_named",
    "accounts",
    "actor_for",
    "begin_anew",
    "begin_at_provider",
    "create_account",
    "deactivate",
    "display_name",
    "finish_at_provider",
    "give_grant",
    "give_role",
    "granted",
    "grants_of",
    "join_team",
    "leave_team",
    "load_staff",
    "load_teams",
    "members",
    "names",
    "provider_name",
    "reopen",
    "reset_sign_in",
    "roles",
    "rows_within",
    "staff",
    "staff_member",
    "take_grant",
    "teams",
    "teams_of",
]
