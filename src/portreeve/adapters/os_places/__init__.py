"""Addresses from an OS-Places-shaped interface, and its demo twin."""
