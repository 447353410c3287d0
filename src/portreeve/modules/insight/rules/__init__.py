"""What insight knows without a database: which facts events say, what they mean, and how figures are made of them."""
