"""News of an office as values: what was printed, what is believed, what is doubted."""
