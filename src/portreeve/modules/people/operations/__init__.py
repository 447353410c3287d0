"""Writes of people: parties and their details, and changes told to holders."""
