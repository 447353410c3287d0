"""A Notify for the demo and for tests: same addresses, same checks, same statuses, callbacks and limits; its own log.

The log is the witness when everything else is killed: a line is on disk before the answer leaves.
"""
