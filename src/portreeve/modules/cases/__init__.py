"""What the council owes: references, routing, promises, updates, reopening, duplicates.

Not here: the conversation that led to it (contacts) or its figures (insight).
"""
