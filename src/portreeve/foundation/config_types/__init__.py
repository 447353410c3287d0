"""The shapes of our settings, so that lower layers can say what they need without knowing where it is kept."""
