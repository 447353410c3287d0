"""Staff accounts: who may sign in, and their grants as act and scope."""
