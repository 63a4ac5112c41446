"""Brings a finished film into other forms with FFmpeg: a podcast's sound, an archive, a moving GIF."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ytempire.contracts import Export, Exported, Options, Provider
from ytempire.errors import StorageError
from ytempire.media import ffmpeg
from ytempire.media.scratch import scratch
from ytempire.models import Blob
from ytempire.providers._onffmpeg import OnFfmpeg

BITEXACT = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")
MIME = {".json": "application/json", ".md": "text/markdown", ".srt": "application/x-subrip", ".jpg": "image/jpeg"}
GIF_RATE = 12  # frames a second; what a page can bear


class FfmpegExport(OnFfmpeg, Provider):
    """Exports with FFmpeg on this machine; free."""

    kind = "export"
    name = "ffmpeg"
    summary = "Brings a film into other forms on this machine: podcast sound, archive, GIF."
    Options = Options
    code = ("ytempire.providers.export_ffmpeg", "ytempire.media.ffmpeg")

    def answer(self, request: Export, call: str) -> Exported:
        """Export; the answer is one file."""
        with scratch(self.kit.scratch, "export") as folder:
            self._near(request.film, folder / "film.mp4")
            made = {"podcast": self._podcast, "archive": self._archive, "gif": self._gif}[request.form](request, folder)
            return Exported(file=self.kit.blobs.take(made))

    def _podcast(self, request: Export, folder: Path) -> Path:
        """The film's sound at a podcast's loudness: one gain for all of it, so that nothing is squeezed again."""
        args = ["-i", "film.mp4"]
        if request.cover:
            self._near(request.cover, folder / "cover.jpg")
            args += ["-i", "cover.jpg"]
        args += ["-map", "0:a:0", "-map_metadata", "0", "-map_chapters", "0"]
        if request.cover:
            args += ["-map", "1:v:0", "-c:v", "copy", "-disposition:v:0", "attached_pic"]
        args += ["-af", f"volume={request.gain_db:.2f}dB", "-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart"]
        ffmpeg.run([*args, *BITEXACT, "sound.m4a"], cwd=folder)
        return folder / "sound.m4a"

    def _archive(self, request: Export, folder: Path) -> Path:
        """Picture and sound as they are, captions as a track, and the film's documents attached."""
        args = ["-i", "film.mp4"]
        maps = ["-map", "0:v:0", "-map", "0:a:0", "-map_metadata", "0", "-map_chapters", "0"]
        if request.captions:
            self._near(request.captions, folder / "captions.srt")
            args += ["-i", "captions.srt"]
            maps += ["-map", "1:s:0", "-metadata:s:s:0", f"language={request.language}"]
        attached: list[str] = []
        for number, (name, blob) in enumerate(request.documents):
            file = f"d{number:03d}{blob.suffix}"
            self._near(blob, folder / file)
            kind = MIME.get(Path(name).suffix, "application/octet-stream")
            at = f"-metadata:s:t:{number}"
            attached += ["-attach", file, at, f"mimetype={kind}", at, f"filename={name}"]
        ffmpeg.run([*args, *maps, "-c", "copy", *attached, *BITEXACT, "film.mkv"], cwd=folder)
        return folder / "film.mkv"

    def _gif(self, request: Export, folder: Path) -> Path:
        """A few seconds in the 256 colours that suit them best."""
        film = ffmpeg.source("film.mp4", ss=f"{request.start:.3f}", t=f"{request.seconds:.3f}").video
        small = film.filter("fps", GIF_RATE).filter("scale", w=request.width, h=-2, flags="lanczos")
        both = small.filter_multi_output("split")
        colours = both[0].filter("palettegen", stats_mode="diff")
        drawn = ffmpeg.together([both[1], colours], "paletteuse", dither="bayer", bayer_scale=4)
        ffmpeg.run(ffmpeg.compile(ffmpeg.sink(drawn, "film.gif", loop=0)), cwd=folder)
        return folder / "film.gif"

    def _near(self, blob: Blob, link: Path) -> None:
        """Under a name of our own: linked where the file system can, else copied."""
        path = self.kit.blobs.path(blob)
        if not self.kit.blobs.has(blob):
            raise StorageError("a part of the film is not in the cache any more", link.name, "Run: ytempire render")
        try:
            os.link(path, link)
        except OSError:
            shutil.copyfile(path, link)
