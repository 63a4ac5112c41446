"""Joins segments and sound into the film, with chapters and a title; the picture is not encoded again."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ytempire.contracts import Filmed, Join, Options, Provider
from ytempire.errors import Refused, StorageError, YtempireError
from ytempire.media import ffmpeg
from ytempire.media.ffmpeg.encoders import CANDIDATES, OURS
from ytempire.media.scratch import scratch
from ytempire.models import Chapter
from ytempire.providers._onffmpeg import OnFfmpeg

# The MP4 header wants a language of three letters.
LANGUAGES = {
    "ar": "ara", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "he": "heb",
    "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "ko": "kor",
    "lt": "lit", "lv": "lav", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr",
    "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
NEAR = 11  # as good as what is encoded again must be: nobody sees the difference
CLOSE = 0.1  # seconds that sound and picture may differ in length
BITEXACT = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")


class FfmpegFilm(OnFfmpeg, Provider):
    """Joins a film with FFmpeg on this machine, without encoding the picture again."""

    kind = "film"
    name = "ffmpeg"
    summary = "Joins scenes and sound into an MP4 with chapters, without encoding the picture again."
    Options = Options
    code = ("ytempire.providers.film_ffmpeg", "ytempire.media.ffmpeg")

    def answer(self, request: Join, call: str) -> Filmed:
        """Join; the film has exactly the frames that were asked for, or is refused."""
        if not request.segments or len(request.segments) != len(request.frames):
            raise Refused(f"{len(request.segments)} scenes and {len(request.frames)} lengths cannot be joined", "film")
        with scratch(self.kit.scratch, "join") as folder:
            file, again = self._join(request, folder)
            film = self.kit.blobs.take(file)
        frames = sum(request.frames)
        return Filmed(film=film, frames=frames, seconds=round(frames / request.fps, 3), encoded_again=again)

    def _join(self, request: Join, folder: Path) -> tuple[Path, int]:
        names = [f"s{index:04d}.mp4" for index in range(len(request.segments))]
        for name, blob in zip(names, request.segments, strict=True):
            _near(self.kit.blobs.path(blob), folder / name)
        sound = f"sound{request.audio.suffix}"
        _near(self.kit.blobs.path(request.audio), folder / sound)
        names, again = self._alike(folder, names, request)
        seconds = sum(request.frames) / request.fps
        lines = ["ffconcat version 1.0"]
        for name, frames in zip(names, request.frames, strict=True):
            lines += [f"file '{name}'", f"duration {frames / request.fps:.6f}"]
        (folder / "scenes.txt").write_text("\n".join(lines) + "\n", "utf-8")
        (folder / "about.txt").write_text(about(request.title, request.chapters, seconds), "utf-8")
        language = LANGUAGES.get(request.language[:2].lower(), "und")
        args = ["-i", sound, "-f", "ffmetadata", "-i", "about.txt", "-map", "0:v:0", "-map", "1:a:0"]
        args += ["-map_metadata", "2", "-map_chapters", "2", "-c", "copy"]
        heard, long = ffmpeg.glance(folder / sound)
        if abs(long - seconds) > CLOSE or heard.audio_codec != "aac":
            args += ["-af", f"apad,atrim=end={seconds:.6f}", "-c:a", "aac", "-b:a", "192k"]
        args += ["-metadata:s:v:0", f"language={language}", "-metadata:s:a:0", f"language={language}"]
        args += ["-movflags", "+faststart", "-video_track_timescale", str(request.fps * 512), *BITEXACT, "film.mp4"]
        scenes = ["-protocol_whitelist", "file", "-f", "concat", "-i", "scenes.txt"]
        try:  # a decoder would only be used to look at each segment, and its header has been read
            made = ffmpeg.run(["-codec_whitelist", "none", *scenes, *args], cwd=folder)
        except Refused:
            made = ffmpeg.run([*scenes, *args], cwd=folder)
        if made.frames != sum(request.frames):
            self._blame(request, folder, names, made.frames)
        return folder / "film.mp4", again

    def _alike(self, folder: Path, names: list[str], request: Join) -> tuple[list[str], int]:
        """Segments of two encoders do not join: those that are fewer are encoded again as the others are.

        That happens when an encoder failed in the middle of a film, or some segments are remembered from another
        machine. They are encoded so well that nobody sees it, and it takes a moment where drawing takes minutes.
        """
        heads = [header(folder / name) for name in names]
        weight: Counter[bytes] = Counter()
        for head, frames in zip(heads, request.frames, strict=True):
            weight[head] += frames
        if len(weight) == 1:  # size, rate and colour stand in it too
            return names, 0
        _check(folder, names)
        most = weight.most_common(1)[0][0]
        odd = next(name for name, head in zip(names, heads, strict=True) if head != most)
        how = next((how for how in self._ways(request.fps) if self._head_of(folder, odd, how) == most), None)
        if how is None:  # nothing here encodes as most of them are: ours for all
            how = ffmpeg.coding(OURS, request.fps, NEAR, "veryfast")
            most = self._head_of(folder, odd, how)
        again = [index for index, head in enumerate(heads) if head != most]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            for index, name in zip(again, pool.map(lambda i: _encoded(folder, names[i], how), again), strict=True):
                names[index] = name
        return names, len(again)

    def _ways(self, fps: int) -> Iterator[list[str]]:
        """Every way in which a segment may have been encoded, the likely ones first; each nearly without loss."""
        for preset in ("veryfast", "ultrafast", "superfast", "faster", "fast", "medium"):
            yield ffmpeg.coding(OURS, fps, NEAR, preset)
        for trial in ffmpeg.encoders(self.kit.home / "cache" / "encoders.json"):
            if trial.works and trial.encoder != OURS:
                yield ffmpeg.coding(trial.encoder, fps, NEAR, "veryfast")

    def _head_of(self, folder: Path, name: str, how: list[str]) -> bytes:
        """The header that this way of encoding gives; nothing where it fails."""
        try:
            return header(folder / _encoded(folder, name, how, first=True))
        except YtempireError:
            return b""

    def _blame(self, request: Join, folder: Path, names: Sequence[str], got: int) -> None:
        for index, (name, want) in enumerate(zip(names, request.frames, strict=True), 1):
            has = ffmpeg.probe(folder / name).frames
            if has != want:
                raise Refused(f"scene {index} has {has} frames where {want} are planned", "film",
                              "Draw it again: ytempire run --redo render")  # fmt: skip
        raise Refused(f"the film has {got} frames where {sum(request.frames)} are planned", "film")


def _near(blob: Path, link: Path) -> None:
    """Under a name of our own, beside the others: linked where the file system can, else copied."""
    try:
        os.link(blob, link)
    except FileNotFoundError as error:
        raise StorageError("a part of the film is not in the cache any more", str(blob),
                           "Run the same command again; it will be made anew.") from error  # fmt: skip
    except OSError:
        shutil.copyfile(blob, link)


def _check(folder: Path, names: Sequence[str]) -> None:
    """Scenes of unlike size, rate or colour join into a file that no player shows right."""
    kinds = []
    for first in range(0, len(names), 100):  # many at once, because each start costs more than the look
        opened = [part for name in names[first : first + 100] for part in ("-i", name)]
        looked = ffmpeg.run([*opened, "-map", "0:v:0", "-c", "copy", "-frames:v", "1", "-f", "null", "-"], cwd=folder)
        told = looked.stderr.split("\nStream mapping:")[0].split("\nOutput #")[0]
        for index, text in enumerate(told.split("Input #")[1:]):
            media = ffmpeg.read(text.replace(f"Stream #{index}:", "Stream #0:"))
            kinds.append((media.width, media.height, media.fps, media.pix_fmt, media.color))
    for index, kind in enumerate(kinds, 1):
        if kind != kinds[0]:
            unlike = next((a, b) for a, b in zip(kinds[0], kind, strict=True) if a != b)
            raise Refused(f"scene {index} is not like scene 1: {unlike[1]} where the first has {unlike[0]}", "film",
                          "Draw it again: ytempire run --redo render")  # fmt: skip


def header(file: Path) -> bytes:
    """What a player must know before it can decode: the settings that all segments of a film must share."""
    data = file.read_bytes()
    at = data.rfind(b"avcC")
    if at < 4:
        return data[-64:]  # not H.264: like no other
    return data[at + 4 : at - 4 + int.from_bytes(data[at - 4 : at], "big")]


def _encoded(folder: Path, name: str, how: list[str], first: bool = False) -> str:
    """A segment encoded again, under another name; or only its first frame."""
    encoder = how[how.index("-c:v") + 1]
    before, frames = next((b, f) for known, b, f in CANDIDATES if known == encoder)
    new = f"{'first' if first else 'again'}-{name}"
    limit = ["-frames:v", "1"] if first else []
    ffmpeg.run([*before, "-i", name, "-map", "0:v:0", "-vf", frames, *limit, *how, new], cwd=folder)
    return new


def about(title: str, chapters: Sequence[Chapter], seconds: float) -> str:
    """The film's title and chapters as FFmpeg reads them; whatever a title holds, it stays one value."""
    lines = [";FFMETADATA1"]
    if title:
        lines.append(f"title={escaped(title)}")
    starts = [max(0, round(chapter.start * 1000)) for chapter in chapters]
    end = round(seconds * 1000)
    for start, stop, chapter in zip(starts, [*starts[1:], end], chapters, strict=False):
        if start < min(stop, end):
            lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={start}", f"END={min(stop, end)}"]
            lines.append(f"title={escaped(chapter.title)}")
    return "\n".join(lines) + "\n"


def escaped(value: str) -> str:
    """A value with everything escaped that means something in such a file; other control characters are dropped."""
    kept = "".join(c for c in value.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
    return "".join("\\" + c if c in "=;#\\\n" else c for c in kept)
