"""The door by which carriers report what became of what they took, such as Notify's delivery reports."""
