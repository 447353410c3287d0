"""The pages of the desk: each asks one query, or does one operation."""
