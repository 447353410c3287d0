"""Reads the files of a service strictly, into a value and the problems on the way. Whether it is wise is not asked."""
