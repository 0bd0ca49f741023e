"""Builders and checkers of the checkout; nothing here is shipped."""
