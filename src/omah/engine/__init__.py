"""Tables at scale: DuckDB."""
