"""A step of a journey as a page, a spoken prompt or a text message, and the reply read back."""
