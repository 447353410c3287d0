"""What the catalogue knows: how a service file is read, what must be true of it, and how it is searched. No Django."""
