"""A page of everything the demo has sent: emails, texts, letters and calls owed. Not there outside the demo."""
