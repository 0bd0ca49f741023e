"""The catalogue as pages for people: one per theme, all rules in a table, and what of the sources is covered."""
