"""People, posts and devices: who may act, where, and with which key."""
