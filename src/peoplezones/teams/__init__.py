"""Teams, steering groups and boards: who sits in which seat, champions, ideas, mentoring."""
