"""Omah: the digital house of an election commission."""

__version__ = "0.1.0"
