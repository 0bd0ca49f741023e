"""The one family of errors of this folder."""

from __future__ import annotations


class StorageError(Exception):
    """A file cannot be read or written. The message is Dutch: what is wrong, where, what to do."""
