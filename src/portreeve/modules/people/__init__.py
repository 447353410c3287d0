"""Who people are to the council: parties, contact points, needs, safe-contact rules; one change told to many holders.

Not here: staff accounts (foundation.accounts).
"""
