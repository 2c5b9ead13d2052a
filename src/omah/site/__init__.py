"""The record becomes the bytes of the public site; verify."""
