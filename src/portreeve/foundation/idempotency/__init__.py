"""The same write sent twice is done once and answered twice."""
