"""What holds for an address: who may use it, how often it may be tried, what may be kept of its pages."""
