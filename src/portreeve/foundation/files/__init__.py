"""Photos and documents: sniffed, quarantined, decoded in a limited process, kept in a blob store."""
