"""The one table of who reacts to what, and of which adapter fulfils which port. Nothing is joined anywhere else."""

from __future__ import annotations
