"""Where things are: addresses by UPRN, streets, areas, collection calendars, opening hours.

Not here: who lives there (people).
"""
