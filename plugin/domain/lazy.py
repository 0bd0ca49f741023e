"""A value that is worked out once."""

from __future__ import annotations

from typing import Any, Callable, Generic, TypeVar, overload

Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801  (used as a decorator, like `property`)
    """A property that is worked out when it is first asked for, and then kept.

    As `functools.cached_property`, without the lock that it takes in Python before 3.12: a batch asks for millions.
    """

    def __init__(self, work: Callable[[Any], Value]) -> None:
        """Take the method that works it out."""
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Remember under which name the value is kept."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> lazy[Value]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: object | None, owner: type) -> lazy[Value] | Value:
        """Work out the value; from then on the attribute itself is found first."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work(instance)
        return value
