"""The law: pure functions over frozen values; standard library only."""
