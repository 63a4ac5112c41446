"""Frames out of FFmpeg, one after another, through a pipe; it is ended when nobody takes them any more."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from ytempire.errors import Unavailable
from ytempire.media.ffmpeg.run import Stopped, _failure, _kill, _lines, _listeners, _running, _start, _stopped, widen
from ytempire.media.ffmpeg.tool import tool


@contextlib.contextmanager
def pour(
    args: Sequence[str], size: int, *, cwd: Path | str | None = None, patience: float = 60.0,
    memory_mb: int | None = None,
) -> Iterator[Iterator[memoryview]]:  # fmt: skip
    """Run FFmpeg with these arguments, which end in raw frames on `pipe:1`, and give them: `size` bytes each.

    The bytes are the same ones each time, filled anew. The frames may be left before their end.
    patience: seconds that one frame may take; memory_mb: address space that the child may have (not on Windows).

    Raises Unavailable (killed, too slow) or Refused (anything else that it said) when the frames end.
    """
    command = [tool().path, "-hide_banner", "-nostats", "-nostdin", "-loglevel", "error", *args]
    for listener in tuple(_listeners):
        listener(command, str(cwd or ""))
    child = _start(command, cwd, False, memory_mb)
    widen(child.stdout)
    _running.add(child)
    told: deque[str] = deque(maxlen=200)
    reader = threading.Thread(target=lambda: told.extend(_lines(child.stderr)), daemon=True)
    reader.start()
    late, done, asked = threading.Event(), threading.Event(), [0.0]

    def watch() -> None:
        while not done.wait(0.5):
            if asked[0] and time.monotonic() - asked[0] > patience:
                late.set()
                _kill(child)
                return

    threading.Thread(target=watch, daemon=True).start()

    def frames() -> Iterator[memoryview]:
        assert child.stdout is not None
        buffer = memoryview(bytearray(size))
        while True:
            filled = 0
            asked[0] = time.monotonic()
            while filled < size:
                got = child.stdout.readinto(buffer[filled:])  # type: ignore[attr-defined]
                if not got:
                    break
                filled += got
            asked[0] = 0.0
            if filled < size:
                break
            yield buffer
        child.wait()
        reader.join()
        if child in _stopped:
            raise Stopped("FFmpeg was stopped", "ffmpeg", "Run the same command again; it goes on from there.")
        if late.is_set():
            raise Unavailable(f"FFmpeg gave no frame within {patience:g} seconds", "ffmpeg",
                              "Run the same command again when the machine is less busy.")  # fmt: skip
        if child.returncode:
            raise _failure(child.returncode, "\n".join(told))

    try:
        yield frames()
    finally:
        done.set()
        _kill(child)
        child.wait()
        reader.join()
        _running.discard(child)
        _stopped.discard(child)
        for pipe in (child.stdout, child.stderr):
            if pipe:
                pipe.close()
