"""What is dear to make is made once, for all the processes that run tests side by side."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest


def once(places: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder of this name that `make` has filled; the first who asks fills it, and the others wait."""
    base = places.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each process has a folder in it
    folder, done = base / f"once-{name}", base / f"once-{name}.done"
    with filelock.FileLock(base / f"once-{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # another failed half way
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
