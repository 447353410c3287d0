"""Conditions in service files: a careful part of CEL, read into a tree that can be checked, run over plain maps.

Not here: what names a condition may use and whether it is safe against missing answers (the catalogue checks that).
"""
