"""How things work today: roles, services and meetings that operate in an area."""
