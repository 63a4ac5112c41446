"""Running FFmpeg: as a list of arguments, watched, bounded, and never outliving us."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ytempire.errors import ConfigError, Refused, StorageError, Unavailable, YtempireError
from ytempire.media.ffmpeg.tool import NEXT, tool

Feed = Callable[[IO[bytes]], None]
Progress = Callable[[int, float], None]
KEPT_LINES = 20_000  # of what FFmpeg tells; a film's measuring pass needs a few hundred


class Stopped(Unavailable):
    """It was ended by stop(): nobody wants it any more, and nothing else is to be tried."""


@dataclass(frozen=True)
class Ran:
    """What FFmpeg told, how many frames it wrote, and how many seconds."""

    stderr: str
    frames: int
    seconds: float


def run(
    args: Sequence[str], *, cwd: Path | str | None = None, feed: Feed | None = None, timeout: float = 900.0,
    progress: Progress | None = None, memory_mb: int | None = None,
) -> Ran:  # fmt: skip
    """Run FFmpeg with these arguments (without the program) in `cwd` and wait for it.

    feed: writes raw frames into FFmpeg's stdin (`-i pipe:0`); it is closed when feed returns.
    progress: is told frames and seconds about twice a second, from another thread.
    timeout: seconds for the whole run; memory_mb: address space that the child may have (not on Windows).

    Raises StorageError (disk full), Unavailable (killed, timed out), Refused (anything else that it said).
    An exception in `feed`, or Ctrl-C, kills the child first and goes on up.
    """
    command = [tool().path, "-hide_banner", "-y", "-nostats", "-progress", "pipe:1"]
    command += [*([] if feed else ["-nostdin"]), *args]
    for listener in tuple(_listeners):
        listener(command, str(cwd or "."))
    child = _start(command, cwd, feed is not None, memory_mb)
    _running.add(child)
    told: deque[str] = deque(maxlen=KEPT_LINES)
    done = _Done()
    readers = [
        threading.Thread(target=_follow, args=(child.stdout, done, progress), daemon=True),
        threading.Thread(target=lambda: told.extend(_lines(child.stderr)), daemon=True),
    ]
    for reader in readers:
        reader.start()
    late = threading.Event()

    def expire() -> None:
        late.set()
        _kill(child)

    watch = threading.Timer(timeout, expire)
    watch.daemon = True
    watch.start()
    try:
        if feed:
            _feed(child, feed)
        child.wait()
    except BaseException:
        _kill(child)
        child.wait()
        raise
    finally:
        _running.discard(child)
        watch.cancel()
        for reader in readers:
            reader.join()
        for pipe in (child.stdout, child.stderr):
            if pipe:
                pipe.close()
    text = "\n".join(told)
    if child in _stopped:
        _stopped.discard(child)
        raise Stopped("FFmpeg was stopped", "ffmpeg", "Run the same command again; it goes on from there.")
    if late.is_set():
        raise Unavailable(f"FFmpeg did not finish within {timeout:g} seconds", "ffmpeg",
                          "Run the same command again when the machine is less busy.")  # fmt: skip
    if child.returncode:
        raise _failure(child.returncode, text)
    return Ran(text, done.frames, done.seconds)


_listeners: list[Callable[[list[str], str], None]] = []


@contextlib.contextmanager
def overheard(listener: Callable[[list[str], str], None]) -> Iterator[None]:
    """While it lasts, every command is told as it is run, with the folder that it runs in; from any thread."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


_running: set[subprocess.Popen[bytes]] = set()
_stopped: set[subprocess.Popen[bytes]] = set()


def stop() -> None:
    """End every FFmpeg that is running for us, from whichever thread: the person pressed Ctrl-C, or all is lost."""
    for child in tuple(_running):
        _stopped.add(child)
        _kill(child)


def _start(command: list[str], cwd: Path | str | None, fed: bool, memory_mb: int | None) -> subprocess.Popen[bytes]:
    # FFREPORT would make it write a log file wherever that says.
    env = {name: value for name, value in os.environ.items() if name != "FFREPORT"}
    own: dict[str, Any] = {}
    if sys.platform == "win32":
        own["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
    else:
        own["start_new_session"] = True  # Ctrl-C reaches us alone, and we end it in order
        own["preexec_fn"] = _leash(memory_mb)
    try:
        child = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **own,
        )  # fmt: skip
    except OSError as error:
        raise ConfigError(f"cannot run FFmpeg: {error.strerror}", command[0], NEXT) from error
    widen(child.stdin if fed else None)
    return child


def widen(pipe: IO[bytes] | None) -> None:
    """Let a pipe hold 1 MiB instead of 64 KiB: a sixteenth of the switches between the two sides."""
    if pipe is not None and sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, 1031, 1 << 20)  # F_SETPIPE_SZ


def _leash(memory_mb: int | None) -> Callable[[], None] | None:
    """What the child does before it becomes FFmpeg: die with its parent (Linux), and stay within its memory."""
    prctl = None
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            prctl = ctypes.CDLL(None).prctl
    if prctl is None and memory_mb is None:
        return None
    import resource

    parent, most = os.getpid(), (memory_mb or 0) << 20

    def leash() -> None:
        if prctl is not None:
            prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
            if os.getppid() != parent:
                os._exit(127)
        if most:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))

    return leash


def _feed(child: subprocess.Popen[bytes], feed: Feed) -> None:
    assert child.stdin is not None
    try:
        feed(child.stdin)
    except BrokenPipeError:
        pass  # it ended before the frames did; its exit code says whether that was right
    finally:
        with contextlib.suppress(BrokenPipeError):
            child.stdin.close()


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)


class _Done:
    """How far it is, as it tells it."""

    frames: int = 0
    seconds: float = 0.0


def _lines(pipe: IO[bytes] | None) -> Any:
    for raw in pipe or ():
        yield from raw.decode("utf-8", "replace").rstrip("\r\n").split("\r")


def _follow(pipe: IO[bytes] | None, done: _Done, progress: Progress | None) -> None:
    for line in _lines(pipe):
        key, _, value = line.partition("=")
        value = value.strip()
        if key == "frame" and value.isdecimal():
            done.frames = int(value)
        elif key == "out_time_us" and value.lstrip("-").isdecimal():
            done.seconds = max(0, int(value)) / 1_000_000
        elif key == "progress" and progress:
            progress(done.frames, done.seconds)


FULL = ("No space left on device", "Disk quota exceeded", "File too large")
NOISE = re.compile(
    r"^\s*(Metadata:|Stream #|Duration:|Side data|Input #|Output #|Stream mapping|Press \[q\]|Conversion failed"
    r"|encoder\s*:|major_brand|minor_version|compatible_brands|handler_name|vendor_id|Exiting normally|$)"
)


TELLING = re.compile(
    r"(?i)cannot|could not|couldn't|can't|no such|not found|unsupported|invalid|fail|error|unknown|unable|denied"
    r"|no .*device"
)


def _telling(told: str) -> list[str]:
    """The line that says why (the first of its kind), and the last two (what came of it)."""
    said = [line.strip() for line in told.splitlines() if not NOISE.match(line)]
    lines = [re.sub(r" @ 0x[0-9a-f]+\]", "]", line)[:300] for line in said]
    first = next((line for line in lines if TELLING.search(line)), "")
    return list(dict.fromkeys([*([first] if first else []), *lines[-2:]]))


def _failure(code: int, told: str) -> YtempireError:
    said = " | ".join(_telling(told))
    if any(sign in told for sign in FULL) or (hasattr(signal, "SIGXFSZ") and code == -signal.SIGXFSZ):
        return StorageError("FFmpeg could not write: the disk is full", "ffmpeg",
                            "Free some space and run the same command again.")  # fmt: skip
    if code < 0 or "received signal" in told:
        what = f"signal {-code}" if code < 0 else "a signal"
        return Unavailable(f"FFmpeg was killed ({what})", "ffmpeg",
                           "Run the same command again; if it happens again, memory may be short.")  # fmt: skip
    if "Cannot allocate memory" in told:
        return Refused(f"FFmpeg needs more memory than it may have: {said}", "ffmpeg")
    return Refused(f"FFmpeg said no (exit {code}): {said or 'nothing more'}", "ffmpeg")
