"""Settings: read once from files and the environment, typed, and refused where they would be unsafe."""
