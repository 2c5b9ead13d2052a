"""The count: forms, rules, entry, the states of a sheet, recapitulation."""
