"""The door of those who hold records: read one change by one's own link, and say whether it is recorded."""
