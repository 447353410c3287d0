"""Writes of places: the gazetteer, the collection calendar and crews' records, all of them in bulk."""
