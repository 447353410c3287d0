"""What must be true of a service before it is published, beyond its file being well formed."""
