"""The desk of advisers, officers, managers and councillors."""
