"""Reads and writes made all day long: SQL made once, kept planned by the server. Rare ones need it not."""
