"""The room of activities: what was held, recorded once."""
