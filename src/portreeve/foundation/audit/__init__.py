"""Who did and saw what: rows that nobody can alter unnoticed."""
