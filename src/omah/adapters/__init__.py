"""Files, clock, keys: the one place for I/O."""
