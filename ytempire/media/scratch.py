"""A folder for one piece of work, gone when the work is done; what the disk refuses is told as such."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ytempire.errors import StorageError


@contextmanager
def scratch(parent: Path, name: str) -> Iterator[Path]:
    """A new folder under `parent`; an OSError inside becomes a StorageError."""
    folder: Path | None = None
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=parent))
        yield folder
    except OSError as error:
        raise StorageError(f"cannot work there: {error.strerror or error}", str(error.filename or parent),
                           "Free some space and run the same command again.") from error  # fmt: skip
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
