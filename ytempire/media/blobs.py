"""Bytes kept by their content: cache/blobs/ab/abcd...; written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from ytempire.address import file_digest, text_digest
from ytempire.errors import StorageError
from ytempire.models import Blob


class Blobs:
    """A folder of blobs. A blob that is missing, cut short or changed counts as absent."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seen: set[str] = set()

    def path(self, blob: Blob) -> Path:
        """Where a blob's bytes are, or would be."""
        return self.root / blob.digest[:2] / f"{blob.digest}{blob.suffix}"

    def has(self, blob: Blob) -> bool:
        """Whether the bytes are here and are the right ones; each is read once a run."""
        if blob.digest in self._seen:
            return self.path(blob).exists()
        path = self.path(blob)
        try:
            good = path.stat().st_size == blob.bytes and file_digest(path) == blob.digest
        except (FileNotFoundError, NotADirectoryError):
            return False
        if good:
            self._seen.add(blob.digest)
        return good

    def put(self, data: bytes, suffix: str) -> Blob:
        """Keep bytes."""
        blob = Blob(digest=text_digest(data), bytes=len(data), suffix=suffix)
        if not self.has(blob):
            temp = self.root / f".{os.getpid()}-{secrets.token_hex(6)}{suffix}"
            with self._writing(temp):
                self.root.mkdir(parents=True, exist_ok=True)
                temp.write_bytes(data)
                self._settle(temp, blob)
        return blob

    def take(self, file: Path) -> Blob:
        """Keep a file that was made in scratch; it is moved, not copied, where the file system allows."""
        blob = Blob(digest=file_digest(file), bytes=file.stat().st_size, suffix=file.suffix.lower())
        if not self.has(blob):
            with self._writing(file):
                self._settle(file, blob)
        return blob

    def copy(self, file: Path, suffix: str) -> Blob:
        """Keep a copy of somebody's file, whatever its size; it stays where it is."""
        there = Blob(digest=file_digest(file), bytes=file.stat().st_size, suffix=suffix)
        if self.has(there):
            return there
        temp = self.root / f".{os.getpid()}-{secrets.token_hex(6)}{suffix}"
        with self._writing(temp):
            self.root.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, temp)
        blob = self.take(temp)
        temp.unlink(missing_ok=True)
        return blob

    @contextlib.contextmanager
    def _writing(self, temp: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            with contextlib.suppress(OSError):
                temp.unlink(missing_ok=True)
            raise StorageError(
                f"cannot keep a file: {error.strerror}",
                str(self.root),
                "Free some space and run the same command again.",
            ) from error

    def _settle(self, temp: Path, blob: Blob) -> None:
        """fsync, rename, fsync the folder: after a power cut it is there whole or not there."""
        final = self.path(blob)
        final.parent.mkdir(parents=True, exist_ok=True)
        if temp.stat().st_dev != final.parent.stat().st_dev:
            near = self.root / f".{os.getpid()}-{secrets.token_hex(6)}{blob.suffix}"
            shutil.copyfile(temp, near)
            temp.unlink()
            temp = near
        with temp.open("rb") as f:
            os.fsync(f.fileno())
        temp.replace(final)
        folder = os.open(final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._seen.add(blob.digest)
