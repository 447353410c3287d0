"""A person's way through a service on any channel: what to ask next, drafts, join and resume, submission.

Not here: what comes of it; that is behind the Fulfilment port.
"""
