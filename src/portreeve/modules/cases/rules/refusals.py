"""How cases say no: codes with data, worded by the channels."""

from __future__ import annotations

from portreeve.foundation.pure.refusals import Refusal


class ChangeNotAllowed(Refusal):
    """The case's life does not allow this now. Data: `act`, `status`."""

    code = "case-change-not-allowed"


class CaseChanged(Refusal):
    """Somebody else changed the case since it was read. Data: `revision`, `status`, `what` (kinds of updates), `by`."""

    code = "case-changed"


class ReasonNeeded(Refusal):
    """The act needs its reason or text. Data: `field`."""

    code = "case-reason-needed"


class DateNotPossible(Refusal):
    """The day lies in the past, or beyond two years. Data: `field`."""

    code = "case-date-not-possible"


class NobodyToAsk(Refusal):
    """The reporter is anonymous or has withdrawn: there is nobody to ask."""

    code = "case-nobody-to-ask"


class AlreadyAnswered(Refusal):
    """The question has its answer; a second one is an update to be rung in or written."""

    code = "case-already-answered"


class AccessOver(Refusal):
    """The link or code is wrong, used or too old: they look the same on purpose."""

    code = "case-access-over"


class PartsOpen(Refusal):
    """Parts of the case are still open. Data: `parts`."""

    code = "case-parts-open"


class LinkNotPossible(Refusal):
    """These two cases cannot be one: itself, already a duplicate, ended, or one private and the other not."""

    code = "case-link-not-possible"


class TooManyAtOnce(Refusal):
    """More cases than one bulk act takes. Data: `limit`."""

    code = "case-too-many-at-once"


class TeamUnknown(Refusal):
    """No team has this code. Data: `field`."""

    code = "case-team-unknown"


class OwnerNotPossible(Refusal):
    """That member of staff has left, or may not work on the case. Data: `field`."""

    code = "case-owner-not-possible"


class TextTooLong(Refusal):
    """A short text is longer than it can be kept. Data: `field`, `most`."""

    code = "case-text-too-long"


class NameTaken(Refusal):
    """A saved list of this name exists."""

    code = "case-name-taken"
