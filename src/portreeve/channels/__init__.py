"""The doors people and other software come in by. A channel translates; it decides nothing."""
