"""The front room: one search, one task list, one door."""
