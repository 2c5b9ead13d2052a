"""The eye: pure functions over arrays."""
