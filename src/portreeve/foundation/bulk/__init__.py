"""Many rows into a table at once, for what is loaded rather than typed: gazetteers, calendars, the past."""
