"""Journeys tried out in the terminal, without anything being kept or sent."""
