"""Pictures and music of the channel's own, from its folder."""

from __future__ import annotations

from pathlib import Path

from ytempire.contracts import FindMusic, FindPhoto, Found, Memory, Provider
from ytempire.errors import ConfigError, Refused
from ytempire.media.photos import load
from ytempire.models import Blob

MUSIC = (".mp3", ".m4a", ".wav", ".flac", ".ogg", ".opus")
MUSIC_CAP = 200 * 1024 * 1024


class FootageLocal(Provider):
    """Brings files of the channel's folder; nothing outside of it is read."""

    kind = "footage"
    name = "local"
    summary = "pictures and music of the channel's own folder"
    memory = Memory.NEVER
    side_by_side = 2

    def answer(self, request: FindPhoto | FindMusic, call: str) -> Found:
        """The file's bytes, once it is sure that they are a picture or a sound."""
        path = self._inside(request.file)
        where = f"channels/{self.kit.channel}/{request.file}"
        if isinstance(request, FindMusic):
            if path.suffix.lower() not in MUSIC:
                raise ConfigError(f"{path.suffix or 'it'} is no music file", where, f"Use one of {', '.join(MUSIC)}.")
            if path.stat().st_size > MUSIC_CAP:
                raise ConfigError("is larger than 200 MB", where, "Use a shorter piece; it is looped.")
        else:
            load(path, where)
        return Found(file=self._keep(path))

    def _inside(self, file: str) -> Path:
        folder = self.kit.channel_folder.resolve()
        try:
            path = (folder / file).resolve()
        except (OSError, ValueError, RuntimeError) as error:
            raise Refused(f"is no path: {error}", file[:80]) from error
        if not path.is_relative_to(folder):
            raise ConfigError(
                "is outside the channel's folder", f"channels/{self.kit.channel}: {file[:80]}", "Copy it in."
            )
        if not path.is_file():
            raise ConfigError(
                "is not there",
                f"channels/{self.kit.channel}/{file[:80]}",
                "Put it there, or take it out of script.md and the note.",
            )
        return path

    def _keep(self, path: Path) -> Blob:
        try:
            return self.kit.blobs.put(path.read_bytes(), path.suffix.lower())
        except OSError as error:
            raise ConfigError(f"cannot be read: {error.strerror}", str(path)) from error
