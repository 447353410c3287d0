"""The public names of audit."""

from portreeve.foundation.audit.health import trouble
from portreeve.foundation.audit.operations import Details, append, seen
from portreeve.foundation.audit.queries import entries_by, entries_for
from portreeve.foundation.audit.retention import accept_restore, dispose
from portreeve.foundation.audit.sealing import publish, seal
from portreeve.foundation.audit.signing import KeyMissing
from portreeve.foundation.audit.types import Entry, Verdict
from portreeve.foundation.audit.verifying import verify

__all__ = [
    "Details",
    "Entry",
    "KeyMissing",
    "Verdict",
    "accept_restore",
    "append",
    "dispose",
    "entries_by",
    "entries_for",
    "publish",
    "seal",
    "seen",
    "trouble",
    "verify",
]
