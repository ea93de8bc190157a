"""Answers requests about people: the directory, invitations that are sent, and the page that an invitation leads to."""
