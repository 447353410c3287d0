"""Plain values and functions that every layer may use, rules included. Standard library only."""
