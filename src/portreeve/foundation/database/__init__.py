"""The embedded PostgreSQL: found, started, watched and stopped. Not for production (use DATABASE_URL)."""
