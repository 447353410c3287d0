"""Email by SMTP, and its demo twin, a mailbox that can be looked at."""
