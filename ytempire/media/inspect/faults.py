"""A picture of each fault: the frame where it is, or the sound around it as a curve."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ytempire.errors import YtempireError
from ytempire.media import ffmpeg, fonts
from ytempire.media.inspect.heard import listen
from ytempire.media.inspect.laid import Dress, outside, standing
from ytempire.media.inspect.rows import Places
from ytempire.media.inspect.seen import RATE
from ytempire.media.inspect.sync import Sentence
from ytempire.models import Measure, Timeline

WIDE, LINE, MOST = 960, 62, 12  # pixels across, of the line under it, and pictures of one film
GROUND, INK, SOFT, RED, AMBER = "#10141f", "#f2f5fa", "#8fa3c4", "#ff5d5d", "#ffb224"
SOUNDS = ("silence", "loudness", "true peak", "clipping", "sync", "voice level", "voice pitch", "voice source")
FRAMES = ("black", "frozen", "safe area", "letters", "repetition", "seen before", "captions", "captions cover")


class Painter:
    """Paints the faults of one film."""

    def __init__(self, film: Path, seconds: float, timeline: Timeline | None, folder: Path, dress: Dress) -> None:
        self.film, self.seconds, self.timeline, self.folder, self.dress = film, seconds, timeline, folder, dress

    def paint(self, row: Measure, said: Sequence[Sentence] = ()) -> bytes | None:
        """The fault as it looks, as a JPEG; None when there is nothing to see of it."""
        try:
            if row.check in SOUNDS:
                picture = self._sound(row, said)
            elif row.check in FRAMES and row.at is not None:
                picture = self._frames(row)
            else:
                return None
        except YtempireError:  # a film too broken for a picture has its row all the same
            return None
        return None if picture is None else self.signed(picture, row)

    def compared(self, row: Measure, drawn: Any, seen: Any) -> bytes:
        """A frame as it was drawn, as it is seen, and what differs, eight times as strong."""
        import numpy as np
        from PIL import Image

        apart = np.clip(np.abs(drawn.astype(np.int16) - seen) * 8, 0, 255).astype(np.uint8)
        return self.signed(_beside([Image.fromarray(p).convert("RGB") for p in (drawn, seen, apart)]), row)

    def frame(self, seconds: float) -> Any:
        """The film's frame at a time."""
        from PIL import Image

        file = self.folder / "frame.png"
        at = min(max(0.0, seconds), max(0.0, self.seconds - 0.1))
        ffmpeg.run(
            [*ffmpeg.CAREFUL, "-ss", f"{at:.3f}", "-i", f"file:{self.film.resolve()}", "-map", "0:v:0", "-frames:v",
             "1", "-vf", f"scale={WIDE}:{WIDE}:force_original_aspect_ratio=decrease", str(file.resolve())],
            timeout=60, memory_mb=4096,
        )  # fmt: skip
        if not file.exists():
            return None
        with Image.open(file) as image:
            found = image.convert("RGB")
        file.unlink(missing_ok=True)
        return found

    def _frames(self, row: Measure) -> Any:
        at, until = row.at or 0.0, row.until
        if row.check == "black" and until:
            return self.frame((at + until) / 2)
        if row.check == "frozen" and until:
            pair = [self.frame(at + 0.05), self.frame(until - 0.05)]
            return _beside([p for p in pair if p])
        if row.check in ("repetition", "seen before"):
            at += 1.0
        picture = self.frame(at + 0.05)
        if picture is not None and row.check == "safe area" and self.timeline:
            self._boxes(picture, row)
        return picture

    def _boxes(self, picture: Any, row: Measure) -> None:
        """The safe area, and what stands outside it."""
        from PIL import ImageDraw

        from ytempire.media.zones import zones

        timeline = self.timeline
        assert timeline
        placed = Places(timeline).at(row.at or 0.0)
        zoned = zones(timeline.width, timeline.height, timeline.captions)
        scale = picture.width / zoned.width
        pencil = ImageDraw.Draw(picture)
        safe = zoned.safe
        pencil.rectangle([v * scale for v in (safe.x0, safe.y0, safe.x1, safe.y1)], outline=AMBER, width=2)
        for box, _ in outside(standing(placed.cut, timeline, self.dress(timeline), zoned), zoned):
            pencil.rectangle([v * scale for v in (box.x0, box.y0, box.x1, box.y1)], outline=RED, width=3)

    # --- sound ---

    def _sound(self, row: Measure, said: Sequence[Sentence]) -> Any:
        """The sound around a fault: its wave, the fault in red; for loudness the whole film's level."""
        from PIL import Image, ImageDraw

        whole = row.at is None
        begin = 0.0 if whole else max(0.0, (row.at or 0.0) - 2.5)
        end = self.seconds if whole else min(self.seconds, (row.until or (row.at or 0.0) + 1.0) + 2.5)
        end = min(end, begin + 1800)
        sound = listen(self.film, self.folder, begin, end - begin, "fault.raw")
        if not len(sound):
            return None
        tall = 360
        picture = Image.new("RGB", (WIDE, tall), GROUND)
        pencil = ImageDraw.Draw(picture)
        length = max(0.1, len(sound) / RATE)

        def x(seconds: float) -> float:
            return (seconds - begin) / length * WIDE

        if row.at is not None:
            pencil.rectangle((x(row.at), 0, x(row.until or row.at + 0.06), tall), fill="#3a1b26")
        if row.check == "loudness":
            _levels(pencil, sound, tall, row)
        else:
            _wave(pencil, sound, tall, row.check in ("true peak", "clipping"))
        if row.check == "sync":
            for sentence in said:
                for start, _ in sentence.words:
                    if begin <= start / 100 <= end:
                        pencil.line((x(start / 100), 24, x(start / 100), tall - 24), fill=AMBER, width=2)
            _write(pencil, "where the captions have each word", 12, 18, 17, AMBER)
        if row.at is not None:
            pencil.line((x(row.at), 0, x(row.at), tall), fill=RED, width=2)
        return picture

    def signed(self, picture: Any, row: Measure) -> bytes:
        """The picture with a line under it that says what it shows."""
        from PIL import Image, ImageDraw

        out = Image.new("RGB", (picture.width, picture.height + LINE), GROUND)
        out.paste(picture, (0, 0))
        pencil = ImageDraw.Draw(out)
        parts = (row.timecode, f"scene {row.scene}" if row.scene else "", row.title, f"rule: {row.rule}")
        room = picture.width - 24
        _write(pencil, f"{row.check}: {row.value}", 12, picture.height + 25, 19, RED, room)
        _write(pencil, " · ".join(part for part in parts if part), 12, picture.height + 49, 16, SOFT, room)
        data = io.BytesIO()
        out.save(data, "JPEG", quality=82, optimize=True)
        return data.getvalue()


def _beside(pictures: list[Any]) -> Any:
    from PIL import Image

    if not pictures:
        return None
    wide = (WIDE - 8 * (len(pictures) - 1)) // len(pictures)
    small = [p.resize((wide, max(1, round(p.height * wide / p.width))), Image.Resampling.LANCZOS) for p in pictures]
    out = Image.new("RGB", (WIDE, small[0].height), GROUND)
    for n, one in enumerate(small):
        out.paste(one, (n * (wide + 8), 0))
    return out


def _wave(pencil: Any, sound: Any, tall: int, full: bool) -> None:
    import numpy as np

    middle, reach = tall / 2, tall / 2 - 20
    most = 1.0 if full else max(0.05, float(np.abs(sound).max()))
    for column, part in enumerate(np.array_split(sound, WIDE)):
        if len(part):
            high, low = float(part.max()) / most, float(part.min()) / most
            clipped = full and max(high, -low) > 0.98
            top, bottom = middle - max(-1.0, min(1.0, high)) * reach, middle - max(-1.0, min(1.0, low)) * reach
            pencil.line((column, top, column, max(top + 1, bottom)), fill=RED if clipped else "#8fb4ec")
    if full:
        for level in (20.0, tall - 20.0):
            pencil.line((0, level, WIDE, level), fill=AMBER)


def _levels(pencil: Any, sound: Any, tall: int, row: Measure) -> None:
    """The level of each three seconds, with the film's own loudness as its middle, and where it should be."""
    import numpy as np

    size = min(len(sound), 3 * RATE)
    power = np.concatenate([[0.0], np.cumsum(sound.astype(np.float64) ** 2)])
    ends = np.linspace(size, len(sound), WIDE).astype(int)
    level = 10 * np.log10((power[ends] - power[ends - size]) / size + 1e-9)
    found, wanted = (float(part.split()[0]) if part[:1] in "-0123456789" else 0.0 for part in (row.value, row.rule))
    level += found - 10 * np.log10(np.mean(10 ** (level / 10)))

    def y(db: float) -> float:
        return 20 + (tall - 40) * min(1.0, max(0.0, -db / 40))

    for db in (-30, -20, -10):
        pencil.line((0, y(db), WIDE, y(db)), fill="#28324a")
        _write(pencil, f"{db} LUFS", 10, y(db) - 4, 14, SOFT)
    pencil.line((0, y(wanted), WIDE, y(wanted)), fill="#5cf0b4", width=2)
    points = [(column, y(float(db))) for column, db in enumerate(level)]
    pencil.line(points, fill=AMBER, width=3, joint="curve")


def _write(pencil: Any, text: str, x: float, base: float, size: float, ink: str, room: float = 1e9) -> None:
    """A line of text, cut where there is no more room; letters that no font has become question marks."""
    from PIL import ImageFont

    key = "Inter-Medium" if "Inter-Medium" in fonts.keys() else "Inter-Regular"  # noqa: SIM118
    text = "".join(c if c in fonts.face(key).advance else "?" for c in fonts.settle(text))
    while len(text) > 4 and fonts.width(text, key, size) > room:
        text = text[: -max(2, len(text) // 20)].rstrip(" .…") + "…"
    pencil.text((x, base), text, font=ImageFont.truetype(str(fonts.face(key).file), size), fill=ink, anchor="ls")
