"""What only the Baltic case has: Table 1 of its article, and ranges on a map."""
