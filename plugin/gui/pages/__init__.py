"""The five pages of the panel, in the order of the work."""
