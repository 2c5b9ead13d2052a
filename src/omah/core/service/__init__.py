"""What is owed to citizens: cases, legal clocks, services, voting elsewhere."""
