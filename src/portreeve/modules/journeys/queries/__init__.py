"""Reading journeys."""
