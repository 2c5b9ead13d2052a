"""The tables of the room of activities."""
