"""The public names of commit_order."""

from portreeve.foundation.commit_order.places import START, CommitPlace

__all__ = ["START", "CommitPlace"]
