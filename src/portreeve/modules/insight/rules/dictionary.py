"""The dictionary of facts: what one row of each is, and what its columns hold. docs/reference/facts.md shows it."""

from __future__ import annotations

from portreeve.modules.insight.types import FactMeaning, FactName

SECONDS = "seconds"
DICTIONARY: tuple[FactMeaning, ...] = (
    FactMeaning(FactName.CONTACT, "one contact begun: one person, one channel, one unbroken spell"),
    FactMeaning(FactName.CONTACT_ENDED, "one contact ended", code="how it ended", number=SECONDS),
    FactMeaning(FactName.AVOIDABLE, "one contact found avoidable", code="why (NI 14)"),
    FactMeaning(
        FactName.REPEATED, "one contact after which the same thing was the matter again", number="days between"
    ),
    FactMeaning(FactName.STARTED, "one journey begun", code="medium"),
    FactMeaning(FactName.STEP, "one question answered", code="question"),
    FactMeaning(FactName.SUBMITTED, "one journey sent"),
    FactMeaning(FactName.STOPPED, "one meeting of a stop, which ends a journey or hands it on", code="stop or reason"),
    FactMeaning(FactName.COMPLETED, "one journey sent or stopped, counted once, on the day and channel it began"),
    FactMeaning(FactName.ABANDONED, "one journey given up or run out of time", code="last question answered"),
    FactMeaning(FactName.OPENED, "one case opened"),
    FactMeaning(FactName.JOINED, "one more person who reported the same thing"),
    FactMeaning(FactName.DONE, "one case done", code="promise kept, broken or none", number="working seconds"),
    FactMeaning(FactName.CLOSED, "one case closed without being done", code="why", number="working seconds"),
    FactMeaning(FactName.REOPENED, "one case reopened", code="too soon, or later"),
    FactMeaning(FactName.CHASED, "one person asking what is happening", code="cause"),
    FactMeaning(FactName.BROKEN, "one promise broken", code="which promise"),
    FactMeaning(FactName.MESSAGE, "one outcome of something sent", code="way and outcome"),
    FactMeaning(FactName.SATISFACTION, "one face given", code="good, fair or poor", number="+1, 0 or -1"),
    FactMeaning(FactName.REALLY_DONE, "one answer to whether it is really done", code="yes or no"),
)
