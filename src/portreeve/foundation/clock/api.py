"""The public names of clock."""

from portreeve.foundation.clock.moments import ClockNotSettable, council_zone, local, now, set_for_demo
from portreeve.foundation.clock.working_calendar import bank_holiday, calendar

__all__ = ["ClockNotSettable", "bank_holiday", "calendar", "council_zone", "local", "now", "set_for_demo"]
