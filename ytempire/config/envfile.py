"""`.env`: a name and a value a line, for its owner alone; read whole or refused, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from ytempire.errors import ConfigError, StorageError

NEW = ".env.new"  # what is half written; one that a killed process left is written over by the next
MOST = 1 << 20
COMMENT = re.compile(r"\s#.*$")
QUOTED = re.compile(r"""(['"])(.*?)\1\s*(\s#.*)?""")


def read(file: Path) -> dict[str, str]:
    """The values by name; nothing where there is no file. Raises ConfigError with the line that is wrong."""
    found: dict[str, str] = {}
    for number, line in enumerate(_lines(file), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, sign, value = line.removeprefix("export ").partition("=")
        where = f"{file.name}:{number}"
        if not sign or not name.strip().isidentifier():
            raise ConfigError("this is not NAME=value", where, f"Mend the line in {file}, or put a # before it.")
        quoted = QUOTED.fullmatch(value.strip())
        value = quoted[2] if quoted else COMMENT.sub("", value).strip().strip("'\"")
        if not value.isprintable():
            raise ConfigError("the value has a character that cannot be seen", where,
                              f"Set it anew: ytempire secrets set {name.strip()}")  # fmt: skip
        found[name.strip()] = value
    return found


def put(file: Path, name: str, value: str) -> None:
    """Give a name its value; the other lines stay as they are. Two writers at once do not undo each other."""
    file = _real(file)
    with _alone(file.parent) as folder:
        lines = _lines(file)
        end = "\r" if lines and lines[0].endswith("\r") else ""
        while lines and not lines[-1].strip():
            lines.pop()
        own = [number for number, line in enumerate(lines) if _name(line) == name]
        for number in reversed(own[1:]):
            del lines[number]
        line = f"{name}={value}{end}"
        if own:
            lines[own[0]] = line
        else:
            lines.append(line)
        _write(file, "\n".join(lines) + "\n", folder)


def _name(line: str) -> str:
    return line.strip().removeprefix("export ").partition("=")[0].strip()


def _lines(file: Path) -> list[str]:
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise ConfigError("others on this machine can read it", str(file), f"Run: chmod 600 {file}")
            data = opened.read(MOST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", str(file)) from error
    if len(data) > MOST:
        raise ConfigError(f"is larger than {MOST >> 20} MB", str(file), "It should hold keys only.")
    lines = []
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            lines.append(raw.decode())
        except UnicodeDecodeError:
            raise ConfigError("is not UTF-8", f"{file.name}:{number}", f"Save {file} as UTF-8.") from None
    return lines


def _real(file: Path) -> Path:
    """The file itself where `.env` is a link to it."""
    try:
        return file.resolve()
    except (OSError, RuntimeError) as error:
        raise ConfigError("is a link that leads nowhere", str(file)) from error


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[int | None]:
    """Hold the folder; the kernel lets go of it when the process dies. Gives what to sync after a rename."""
    try:
        import fcntl
    except ImportError:  # not on Windows: there a file that is written cannot be opened twice
        yield None
        return
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StorageError(f"cannot be written: {error.strerror}", str(folder)) from error
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield number
    finally:
        os.close(number)


def _write(file: Path, text: str, folder: int | None) -> None:
    temp = file.with_name(NEW)
    try:
        temp.unlink(missing_ok=True)
        # private from its first byte on, whatever the umask lets others do
        number = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w", encoding="utf-8", newline="") as opened:
            if os.name == "posix":
                os.fchmod(opened.fileno(), 0o600)
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        temp.replace(file)
        if folder is not None:
            os.fsync(folder)
    except OSError as error:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        raise StorageError(f"cannot be written: {error.strerror}", str(file)) from error
