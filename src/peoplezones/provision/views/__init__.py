"""Answers the pages about how things work today; each begins with the zones that the person may see."""
