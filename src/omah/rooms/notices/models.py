"""The tables of the room of notices."""
