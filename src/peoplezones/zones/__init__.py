"""Zones: where they are, in which phase, who belongs to them. Contexts above fill the slots of a zone's page."""
