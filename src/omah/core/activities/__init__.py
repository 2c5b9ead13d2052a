"""What an office held, as facts recorded once; every text about it is drafted here."""
