"""What every context stands on: the audit, state tables, the clock, the read-only guard, registries, error pages."""
