"""A workspace: a folder that holds `channels/`, and where everything else in it is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ytempire.errors import ConfigError

HOME = "YTEMPIRE_HOME"
INIT = "Make one here: ytempire init"


@dataclass(frozen=True)
class Workspace:
    """Where channels, recipes, films and the two memories are."""

    home: Path

    @classmethod
    def find(cls, home: str | Path | None = None) -> Workspace:
        """The workspace that was named (`--home`, then YTEMPIRE_HOME), or the one that the current folder is in."""
        for named, how in ((home, "--home"), (os.environ.get(HOME), HOME)):
            if named:
                folder = Path(named).expanduser().absolute()
                if os.path.isfile(folder):  # noqa: PTH113 - a name that no file can have is none, and no error
                    raise ConfigError(
                        "is a file and no folder", f"{how} {named}", "Name the folder that holds channels/."
                    )
                if not _holds_channels(folder):
                    raise ConfigError("is no workspace: it holds no channels/", f"{how} {named}",
                                      f"Make one there: ytempire init {named}")  # fmt: skip
                return cls(folder)
        here = Path.cwd()
        for folder in (here, *here.parents):
            if _holds_channels(folder):
                return cls(folder)
        raise ConfigError("no workspace here: neither this folder nor one above it holds channels/", next=INIT)

    @property
    def channels(self) -> Path:
        return self.home / "channels"

    @property
    def recipes(self) -> Path:
        return self.home / "recipes"

    @property
    def cache(self) -> Path:
        return self.home / "cache"

    @property
    def videos(self) -> Path:
        return self.home / "videos"

    @property
    def database(self) -> Path:
        return self.home / "ytempire.db"

    def channel_file(self, name: str) -> Path:
        return self.channels / f"{name}.yaml"

    def channel_folder(self, name: str) -> Path:
        """The channel's own notes, pictures and music."""
        return self.channels / name

    def channel_names(self) -> tuple[str, ...]:
        """Every channel that has a file, by name."""
        try:
            files = [f for f in self.channels.iterdir() if f.suffix == ".yaml" and not f.name.startswith(".")]
            return tuple(sorted(f.stem for f in files))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise ConfigError(f"cannot be read: {error.strerror}", where="channels") from error

    def called(self, path: Path) -> str:
        """A path as it is named in messages: relative to the workspace where it can be."""
        return path.relative_to(self.home).as_posix() if path.is_relative_to(self.home) else str(path)


def _holds_channels(folder: Path) -> bool:
    try:
        return (folder / "channels").is_dir()
    except OSError:
        return False
