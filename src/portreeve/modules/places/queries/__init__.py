"""Reads of places: by reference, by what people type, by where it is on the map; and when bins are collected."""
