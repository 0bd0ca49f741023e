"""The small world of `test/core/conftest.py`, at hand for the tests of rules."""

from bodem_ondergrond.test.core.conftest import FAR, NOW, X, Y, square

__all__ = ["FAR", "NOW", "X", "Y", "square"]
