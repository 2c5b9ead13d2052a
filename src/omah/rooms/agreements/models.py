"""The tables of the room of agreements."""
