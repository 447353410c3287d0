"""Reads that are made all day long: their SQL is made once, then only filled in. Rare ones need it not."""
