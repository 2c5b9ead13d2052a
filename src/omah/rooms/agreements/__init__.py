"""The room of agreements: what offices sign, with a live board."""
