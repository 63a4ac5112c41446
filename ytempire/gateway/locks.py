"""Locks that the kernel holds for a process: when it dies, however it dies, they are free."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import filelock

from ytempire.errors import StorageError


@contextlib.contextmanager
def held(file: Path) -> Iterator[None]:
    """Alone with what the file stands for, of all processes and threads; waits for as long as it takes."""
    with _made(file):
        yield


@contextlib.contextmanager
def held_if_free(file: Path) -> Iterator[bool]:
    """As `held`, but without waiting; gives whether it was free."""
    lock = _made(file)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _made(file: Path) -> filelock.BaseFileLock:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return filelock.FileLock(file, thread_local=False, poll_interval=0.02)
    except OSError as error:
        raise StorageError(f"cannot be written: {error.strerror}", str(file.parent)) from error
