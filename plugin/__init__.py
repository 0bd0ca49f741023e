"""Bodem & Ondergrond: soil and subsurface policy of Drenthe, checked for a plan area."""
