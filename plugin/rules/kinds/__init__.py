"""One evaluator per kind of rule: `(rule, context) -> findings`."""
