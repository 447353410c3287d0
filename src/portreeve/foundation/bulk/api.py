"""The public names of bulk."""

from portreeve.foundation.bulk.copying import Row, analyse, insert_new, merge

__all__ = ["Row", "analyse", "insert_new", "merge"]
