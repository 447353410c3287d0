"""Reads of cases. Every one that reads for somebody narrows in SQL to what they may see."""
