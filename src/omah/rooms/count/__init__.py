"""The count: statements come in, sheets move, results go out."""
