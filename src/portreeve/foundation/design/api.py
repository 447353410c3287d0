"""The public names of design."""

from portreeve.foundation.design.brand import Brand, brand, said
from portreeve.foundation.design.environment import asset, make
from portreeve.foundation.design.wording import FIRST, WordMissing, Words

__all__ = ["FIRST", "Brand", "WordMissing", "Words", "asset", "brand", "make", "said"]
