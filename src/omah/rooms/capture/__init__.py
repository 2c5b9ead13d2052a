"""The capture app: what a poll worker's phone loads once and then needs no network."""
