"""What the council offers: service drafts and published versions, routes and tiers, channel policy, promises.

Not here: a person's way through a service (journeys) or what the council then owes (cases).
"""
