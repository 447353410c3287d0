"""Doors for machines that watch us: health, readiness and metrics."""
