"""Staff: set a consultation up, build its survey, open it, watch it, close it."""
