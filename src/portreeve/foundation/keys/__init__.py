"""Keys kept outside the database: a ring that can be turned, for answers and files that are nobody else's business."""
