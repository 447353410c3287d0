"""The public names of commit_order."""

from portreeve.foundation.commit_order.places import (
    START,
    CommitPlace,
    begin_eras,
    final,
    head,
    place,
    unsettled,
)

__all__ = ["START", "CommitPlace", "begin_eras", "final", "head", "place", "unsettled"]
