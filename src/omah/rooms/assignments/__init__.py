"""The room of assignments: what an office asks of others by a date."""
