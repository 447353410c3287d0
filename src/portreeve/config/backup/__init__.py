"""Keeping everything safe: the database, uploads and seals, in one folder that proves itself, and back again."""
