"""The record: statements, the tree over them, and what follows from them."""
