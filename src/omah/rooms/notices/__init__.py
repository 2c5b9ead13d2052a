"""The room of notices: what people must hear, on every channel."""
