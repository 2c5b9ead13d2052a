"""Where things are: regions and registers of stations."""
