"""Contrast of colours, by WCAG 2.2's own formula: a council's brand is data, and data can be unreadable."""

from __future__ import annotations

import re

TEXT = 4.5
"""Least contrast of text against its ground (WCAG 1.4.3)."""
SHAPE = 3.0
"""Least contrast of borders and controls against their ground (WCAG 1.4.11)."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Say whether a text is a colour as we write it: # and six hexadecimal digits."""
    return _HEX.fullmatch(text) is not None


def _channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Return a colour's relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * _channel(red) + 0.7152 * _channel(green) + 0.0722 * _channel(blue)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, whichever is the lighter."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
