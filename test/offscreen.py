"""Loaded by pytest before anything of Qt (pyproject.toml): the tests need no screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
