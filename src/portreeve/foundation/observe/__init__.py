"""Logs without personal data, metrics, traces, and the health of each part."""
