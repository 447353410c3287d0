"""The public names of insight."""

from portreeve.modules.insight.operations import forget, recount, write_facts
from portreeve.modules.insight.queries import cost_source, counts, figures, newest
from portreeve.modules.insight.rules.dictionary import DICTIONARY

__all__ = ["DICTIONARY", "cost_source", "counts", "figures", "forget", "newest", "recount", "write_facts"]
