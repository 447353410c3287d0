"""The collection calendar and crew records, as loaded data, and its demo twin."""

from portreeve.adapters.collections.files import BadFile, read_crew_records, read_rounds
from portreeve.adapters.collections.twin import CollectionsTwin

__all__ = ["BadFile", "CollectionsTwin", "read_crew_records", "read_rounds"]
