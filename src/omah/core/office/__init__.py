"""What offices do: assignments, agreements, rosters, helpdesk, search."""
