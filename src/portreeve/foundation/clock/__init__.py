"""What time it is, in UTC and at the council, and when the council is open for work."""
