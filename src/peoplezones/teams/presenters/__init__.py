"""Says teams, findings and self-assessments in English; reads nothing by itself."""
