"""The house as a web application: settings, addresses, base pages."""
