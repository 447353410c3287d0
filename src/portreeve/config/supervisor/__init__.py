"""Runs all of Portreeve on one machine: database, pages, live updates and worker, started and stopped as one."""
