"""The one family of errors of this folder."""

from __future__ import annotations


class JobError(Exception):
    """A job cannot be done. The message is Dutch and meant for the user."""


class FileError(JobError):
    """A file or folder cannot be written or read."""


class ResumeError(JobError):
    """A run cannot be resumed: it was about something else."""


class FormatError(JobError):
    """A format that cannot be written."""
