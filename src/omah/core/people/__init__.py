"""Who may do what: roles, posts, access."""
