"""Pages of those who work with zones: each begins with what this person may see."""
