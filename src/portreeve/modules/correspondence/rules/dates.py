"""A day as it is written in a letter: "Friday 20 November 2026", in the languages the council writes."""

from __future__ import annotations

from datetime import date
from typing import Final

_DAYS: Final = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "cy": "Dydd_Llun Dydd_Mawrth Dydd_Mercher Dydd_Iau Dydd_Gwener Dydd_Sadwrn Dydd_Sul".split(),
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
}
_MONTHS: Final = {
    "en": "January February March April May June July August September October November December".split(),
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split(),
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
}


def day(on: date, language: str) -> str:
    """Return a date in words; in English for a language we have no names of days for."""
    tag = language.split("-", maxsplit=1)[0]
    tag = tag if tag in _DAYS else "en"
    name = _DAYS[tag][on.weekday()].replace("_", " ")
    comma = "،" if tag == "ar" else ""
    return f"{name}{comma} {on.day} {_MONTHS[tag][on.month - 1]} {on.year}"
