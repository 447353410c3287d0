"""A step as a page, and a posted form as a reply."""
