"""What the command line says and hears while it runs: progress, and the wish to stop."""

from __future__ import annotations

import signal
import sys
import threading
import time
from typing import Any, TextIO


def say(text: str) -> None:
    """Tell the user something that is no result."""
    sys.stderr.write(f"{text}\n")


class Interruption:
    """Turns Ctrl-C into a wish to stop, so that what is being written is finished; a second Ctrl-C stops at once."""

    def __init__(self) -> None:
        self._asked = False
        self._before: Any = None

    def __call__(self) -> bool:
        """Whether the user asked to stop."""
        return self._asked

    def __enter__(self) -> Interruption:
        """Listen. Only the main thread can; on another, Ctrl-C does what it always does."""
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _ask(self, number: int, frame: object) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        say("Wordt afgebroken na dit plangebied...")


class Progress:
    """One line on the screen with number, rate and time left; silent when the output is no screen."""

    INTERVAL = 0.5

    def __init__(self, total: int, quiet: bool = False, stream: TextIO | None = None) -> None:
        self._total = total
        self._stream = stream or sys.stderr
        self._shown = not quiet and self._stream.isatty()
        self._start = time.monotonic()
        self._last = self._start

    def __call__(self, done: int) -> None:
        """Show that `done` plan areas are ready, at most twice a second."""
        moment = time.monotonic()
        if not self._shown or moment - self._last < self.INTERVAL:
            return
        self._last = moment
        self._stream.write(f"\r{progress_line(done, self._total, moment - self._start)}\x1b[K")
        self._stream.flush()

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def progress_line(done: int, total: int, seconds: float) -> str:
    """Say how far a run is, how fast it goes and how long it will still take."""
    rate = done / seconds if seconds > 0 else 0.0
    left = (total - done) / rate if rate > 0 else 0.0
    minutes, rest = divmod(round(left), 60)
    return f"{done} van {total} plangebieden, {rate:.0f} per seconde, nog {minutes}:{rest:02d}"
