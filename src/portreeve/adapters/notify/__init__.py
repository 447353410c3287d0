"""Text messages and letters by a GOV.UK Notify-shaped interface, and its demo twin."""
