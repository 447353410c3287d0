"""Reads the files of a service, strictly, into a value and the problems found on the way. Says nothing of whether it is wise."""
