"""The public names of design."""

from portreeve.foundation.design.brand import Brand, brand, said
from portreeve.foundation.design.environment import asset, make
from portreeve.foundation.design.faults import fault_page
from portreeve.foundation.design.middleware import language_of
from portreeve.foundation.design.pages import Page, context, words
from portreeve.foundation.design.wording import FIRST, WordMissing, Words

__all__ = [
    "FIRST",
    "Brand",
    "Page",
    "WordMissing",
    "Words",
    "asset",
    "brand",
    "context",
    "fault_page",
    "language_of",
    "make",
    "said",
    "words",
]
