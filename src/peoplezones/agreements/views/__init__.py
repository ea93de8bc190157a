"""Pages of the context: the register, one agreement and what is done with it, shared records, broken glass."""
