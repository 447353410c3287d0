"""Brings in the past from other systems' files: a mapping says what their columns mean; nobody is told anything."""
