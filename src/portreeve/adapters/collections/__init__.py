"""The collection calendar and crew records, as loaded data, and its demo twin."""
