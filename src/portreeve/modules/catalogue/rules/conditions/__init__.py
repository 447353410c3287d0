"""Whether a condition can be trusted: its names, types, safety against missing answers, whether it can ever hold."""
