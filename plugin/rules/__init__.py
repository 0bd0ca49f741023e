"""Rules: measurements and ingreep in, findings out. Knows kinds of rules, no files and no screens."""

from bodem_ondergrond.plugin.rules.evaluator import Evaluator

__all__ = ["Evaluator"]
