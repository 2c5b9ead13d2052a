"""The tables of the room of voters."""
