"""What every write leaves behind: one audit row and one event, in the transaction of the change."""
