"""Why the catalogue says no."""

from __future__ import annotations

from portreeve.foundation.pure.refusals import Refusal


class FolderMissing(Refusal):
    """There is no such folder of services, or the service has no file in it."""

    code = "folder-missing"


class NotPublishable(Refusal):
    """The check found something that stops it; `problems` says how many."""

    code = "not-publishable"


class ServiceIsWithdrawn(Refusal):
    """The service is no longer offered; `withdrawal` says what to do instead."""

    code = "service-withdrawn"


class NoWordsInstead(Refusal):
    """A service is not withdrawn without telling people what to do instead, in the service's own language at least."""

    code = "no-words-instead"
