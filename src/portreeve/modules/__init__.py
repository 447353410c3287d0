"""What the council does. Each module is known to the others only through its api, types, ports and events."""
