"""The tables of the room of cases."""
