"""What changes contacts."""
