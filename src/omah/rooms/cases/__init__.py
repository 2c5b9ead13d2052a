"""The room of cases: requests, reports and their legal clocks."""
