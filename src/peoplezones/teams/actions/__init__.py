"""Writes of teams: seats and sittings, champions, ideas, mentoring, hand-overs and self-assessments."""
