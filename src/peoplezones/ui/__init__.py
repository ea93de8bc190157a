"""How the platform looks and behaves in a browser: layout, components, map, charts, policies. Knows no context."""
