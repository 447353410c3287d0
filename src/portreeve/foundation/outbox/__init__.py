"""Events kept with the change that caused them, and the relay that hands them on afterwards."""
