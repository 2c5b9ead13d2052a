"""The tables of the room of assignments."""
