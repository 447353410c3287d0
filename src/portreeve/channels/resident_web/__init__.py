"""The public site: residents and those who help them, with or without an account."""
