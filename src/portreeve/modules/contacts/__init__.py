"""What happened between a person and the council: one party, one channel, one unbroken spell.

Not here: what is owed afterwards (cases).
"""
