"""Pictures, clips, music and other files of the channel's own, from its folder."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ytempire.address import file_digest
from ytempire.config.sidecars import Owned, Places, captions, files, owned
from ytempire.contracts import FindFile, FindMusic, FindPhoto, FindRoll, Found, Memory, Provider
from ytempire.editorial.fitting import fitting, share
from ytempire.errors import ConfigError, Refused
from ytempire.media import clips, luts, photos
from ytempire.models import Blob

MUSIC_CAP = 400 << 20
FILE_CAP = 64 << 20
STILLS = tuple(suffix for suffix in photos.SUFFIXES if suffix not in clips.SUFFIXES)
HALF = 0.5


@lru_cache(maxsize=4096)
def _digest(path: Path, size: int, changed: int) -> str:
    """A clip's digest, read once a run."""
    return file_digest(path)


class FootageLocal(Provider):
    """Brings files of the channel's folder; nothing outside of it is read."""

    kind = "footage"
    name = "local"
    summary = "pictures, clips and music of the channel's own folder"
    memory = Memory.NEVER
    side_by_side = 2

    def answer(self, request: FindPhoto | FindMusic | FindRoll | FindFile, call: str) -> Found:
        """The file's bytes, once it is sure that they are what they are taken for."""
        if isinstance(request, FindRoll):
            return self._clip(request)
        if isinstance(request, FindPhoto) and not request.file:
            return self._photo(request)
        path = self._inside(request.file)
        where = f"{self._called}/{request.file}"
        if isinstance(request, FindMusic):
            self._suffix(path, clips.MUSIC, where, "music")
            if path.stat().st_size > MUSIC_CAP:
                raise ConfigError(f"is larger than {MUSIC_CAP >> 20} MB", where, "Use a shorter piece; it is looped.")
            return self._found(path, self._owned(path), seconds=clips.listen(path, where), sound=True)
        if isinstance(request, FindFile):
            self._suffix(path, request.suffixes, where, "such")
            if path.stat().st_size > FILE_CAP:
                raise ConfigError(f"is larger than {FILE_CAP >> 20} MB", where, "Make it smaller.")
            if path.suffix.lower() in photos.SUFFIXES:
                photos.load(path, where, alpha=True)
            if path.suffix.lower() == ".cube":
                luts.read(path, where)
        else:
            photos.load(path, where)
        return self._found(path, self._owned(path))

    @property
    def _called(self) -> str:
        return f"channels/{self.kit.channel}"

    @property
    def _places(self) -> Places:
        return Places(self.kit.channel_folder.resolve(), self._called)

    # --- pictures ---

    def _photo(self, request: FindPhoto) -> Found:
        """The picture that is about this: at least half of the words are told of it, and it was not shown lately."""
        trouble: ConfigError | None = None
        for path, told in self._fitting(request.about, STILLS):
            shown = _digest(path, path.stat().st_size, path.stat().st_mtime_ns) in request.used
            if shown or share(request.about, told) < HALF:
                continue
            try:
                photos.load(path, f"{self._called}/{self._places.name(path)}")
            except ConfigError as error:  # another may do
                trouble = trouble or error
                continue
            return self._found(path, self._owned(path))
        if trouble:
            raise trouble
        raise ConfigError(f"no picture fits “{request.about}”", self._called,
                          "Put one there, or tell what is seen in one: words: in a NAME.yaml beside it.")  # fmt: skip

    # --- clips ---

    def _clip(self, request: FindRoll) -> Found:
        if request.file:
            path = self._inside(request.file)
            return self._rolled(path, clips.look(path, f"{self._called}/{request.file}"))
        if not request.about.strip():
            raise ConfigError("names no clip and does not say what it is about", "footage", "Give file: or about:.")
        seen: list[tuple[Path, clips.Clip]] = []
        trouble = None
        used = 0
        for path, _ in self._fitting(request.about, clips.SUFFIXES):
            if _digest(path, path.stat().st_size, path.stat().st_mtime_ns) in request.used:
                used += 1
                continue
            try:
                clip = clips.look(path, f"{self._called}/{self._places.name(path)}")
            except ConfigError as error:  # another may do; `asset check` tells of this one
                trouble = trouble or error
                continue
            if clip.seconds >= request.seconds * 0.7:
                return self._rolled(path, clip)
            seen.append((path, clip))
        if seen:  # none is long enough: the best one goes slower
            return self._rolled(*seen[0])
        if trouble:
            raise trouble
        if used:
            what = f"every clip that fits “{request.about}” was shown in this film or the last ones ({used} of them)"
            raise ConfigError(what, f"{self._called}", "Add another clip, or lower footage.not_again.")
        raise ConfigError(f"no clip fits “{request.about}”", self._called,
                          "Put one there, or tell what is seen in one: words: in a NAME.yaml beside it.")  # fmt: skip

    def _fitting(self, about: str, suffixes: tuple[str, ...]) -> list[tuple[Path, str]]:
        """The channel's files that fit, best first, and what is told of each."""
        places = self._places
        if not places.folder.is_dir():
            return []
        noted = captions(places)
        told, paths = {}, {}
        for path in files(places.folder, suffixes):
            name = places.name(path)
            known = self._owned(path)
            told[name] = " ".join((known.words, known.source, *noted.get(name, ())))
            paths[name] = path
        return [(paths[name], f"{name.rpartition('.')[0]} {told[name]}") for name, _ in fitting(about, told)]

    def _rolled(self, path: Path, clip: clips.Clip) -> Found:
        return self._found(path, self._owned(path), seconds=clip.seconds, sound=clip.audio)

    # --- files ---

    def _owned(self, path: Path) -> Owned:
        return owned(path, self._places)

    def _found(self, path: Path, known: Owned, seconds: float = 0.0, sound: bool = False) -> Found:
        return Found(file=self._keep(path), credit=known.credit, licence=known.licence, name=self._places.name(path),
                     seconds=seconds, sound=sound)  # fmt: skip

    def _suffix(self, path: Path, suffixes: tuple[str, ...], where: str, what: str) -> None:
        if path.suffix.lower() not in suffixes:
            raise ConfigError(f"{path.suffix or 'it'} is no {what} file", where, f"Use one of {', '.join(suffixes)}.")

    def _inside(self, file: str) -> Path:
        folder = self.kit.channel_folder.resolve()
        try:
            path = (folder / file).resolve()
        except (OSError, ValueError, RuntimeError) as error:
            raise Refused(f"is no path: {error}", file[:80]) from error
        if not path.is_relative_to(folder):
            raise ConfigError("is outside the channel's folder", f"{self._called}: {file[:80]}", "Copy it in.")
        if not path.is_file():
            raise ConfigError("is not there", f"{self._called}/{file[:80]}",
                              "Put it there, or take it out of script.md and the note.")  # fmt: skip
        return path

    def _keep(self, path: Path) -> Blob:
        try:
            return self.kit.blobs.copy(path, path.suffix.lower())
        except OSError as error:
            raise ConfigError(f"cannot be read: {error.strerror}", str(path)) from error
