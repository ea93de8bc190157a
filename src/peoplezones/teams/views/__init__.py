"""The pages of teams in the workspace, and what they add to the pages of others."""
