"""Gives out postcodes of an area that no real address has, ten to thirty addresses to each."""

from __future__ import annotations

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""The letters that the second half of a postcode may use."""
SMALLEST, LARGEST = 10, 30
WARDS_TO_A_DISTRICT = 2
SPREAD = 80
"""Postcodes of one sector before the next sector begins."""


class Postcodes:
    """The postcodes of one ward, given out in order, so that the first addresses never depend on how many follow."""

    def __init__(self, areas: tuple[str, ...], town: int, ward: int, wards: int) -> None:
        """Take the district of the ward: two wards share one, half of its sectors each. Raises ValueError."""
        districts = -(-wards // WARDS_TO_A_DISTRICT)
        district = town * districts + ward // WARDS_TO_A_DISTRICT
        if district >= 96 * len(areas):
            raise ValueError("There are no postcodes left for so many addresses.")
        self.outward = f"{areas[district // 96]}{district % 96 + 1}"
        self.sectors = (1, 2, 3, 4, 5) if ward % WARDS_TO_A_DISTRICT == 0 else (6, 7, 8, 9, 0)
        self.given = 0
        self.shared = ""
        self.room = 0

    def _next(self) -> str:
        unit, self.given = self.given, self.given + 1
        letters = unit % SPREAD + SPREAD * (unit // (SPREAD * len(self.sectors)))
        first, second = divmod(letters, len(LETTERS))
        if first >= len(LETTERS):
            raise ValueError("A ward has more addresses than postcodes for them.")
        return f"{self.outward} {self.sectors[unit // SPREAD % len(self.sectors)]}{LETTERS[first]}{LETTERS[second]}"

    def for_group(self, size: int) -> list[str]:
        """Return a postcode for each of a group of neighbours, a small group's shared with the one before it."""
        if size < SMALLEST:
            if self.room < size:
                self.shared, self.room = self._next(), LARGEST
            self.room -= size
            return [self.shared] * size
        parts = -(-size // 24)
        out: list[str] = []
        for part in range(parts):
            share = size * (part + 1) // parts - size * part // parts
            out += [self._next()] * share
        return out
