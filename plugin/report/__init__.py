"""Assessments as documents: the result JSON, the matrix, and the formats people read."""
