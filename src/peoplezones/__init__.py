"""The People Zones platform: the life of a zone, from choosing a neighbourhood to reporting what changed."""
