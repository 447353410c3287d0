"""What any such system needs, and nothing about councils' services."""
