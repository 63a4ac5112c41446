"""The picture of the docs that shows every style of caption: `python tools/captions_sheet.py [FILE]`."""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from PIL import Image, ImageDraw, ImageFont

from ytempire.contracts import DrawScene, Kit, Picturing
from ytempire.media import ffmpeg, fonts
from ytempire.media.blobs import Blobs
from ytempire.models import CaptionStyle, Counter, Cue, CueWord, Cut, Speaker
from ytempire.providers.scene_ffmpeg import FfmpegScene

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "captions.jpg"
SAID = ("Fifty-eight", "boxes", "left", "Newark", "on", "her", "deck.")
SIZES = {"16:9": (960, 540), "9:16": (540, 960), "1:1": (720, 720)}
FPS = 30
STYLES: tuple[CaptionStyle, ...] = get_args(CaptionStyle)


def scene() -> Cut:
    """A counter over which two people speak."""
    words = tuple(CueWord(text=text, start=8 + 8 * i, end=16 + 8 * i) for i, text in enumerate(SAID))
    parts = (words[:1], words[1:4], words[4:])
    cues = tuple(Cue(start=p[0].start, end=p[-1].end, words=p, speaker="guest") for p in parts)
    return Cut(id="s01", role="hook", frames=90, layout="center", beats=(0, 4, 8), cues=cues,
               visual=Counter(value=58, shown="58", label="boxes on the Ideal X"))  # fmt: skip


def frame(kit: Kit, theme: str, style: CaptionStyle, shape: str, at: int = 36) -> Image.Image:
    """One frame, drawn as a film's is."""
    width, height = SIZES[shape]
    speakers = (Speaker(name="host", colour=""), Speaker(name="guest", colour=""))
    look = Picturing(width=width, height=height, fps=FPS, theme=theme, captions="words", caption_style=style,
                     speakers=speakers)  # fmt: skip
    scenes = FfmpegScene(FfmpegScene.Options(crf=12), kit)
    request = DrawScene(cut=scene(), look=look, first=at, last=at + 1)
    segment = kit.blobs.path(scenes.answer(request, f"{theme} {style}").segment)
    ffmpeg.run(["-i", str(segment.resolve()), "-frames:v", "1", "frame.png"], cwd=kit.home)
    with Image.open(kit.home / "frame.png") as image:
        return image.convert("RGB")


def sheet(shapes: Sequence[str], themes: Sequence[str], cell: int) -> Image.Image:
    """A row a style, a column a theme; only the part of a frame where captions are."""
    font = ImageFont.truetype(str(fonts.face("Inter-Bold").file), 20)
    with tempfile.TemporaryDirectory() as folder:
        kit = Kit(Path(folder), "docs", Blobs(Path(folder) / "blobs"), Path(folder) / "scratch")
        rows = []
        for style in STYLES:
            row = []
            for shape in shapes:
                for theme in themes:
                    drawn = frame(kit, theme, style, shape)
                    side, top, foot = {"16:9": (0.2, 0.67, 0.95), "9:16": (0, 0.5, 0.78), "1:1": (0, 0.7, 0.96)}[shape]
                    x, y, y1 = side * drawn.width, top * drawn.height, foot * drawn.height
                    drawn = drawn.crop((round(x), round(y), round(drawn.width - x), round(y1)))
                    row.append(drawn.resize((cell, round(cell * drawn.height / drawn.width)), Image.Resampling.LANCZOS))
            rows.append(row)
    gap, label = 10, 30
    tall = max(image.height for image in rows[0])
    out = Image.new("RGB", (gap + (cell + gap) * len(rows[0]), gap + (tall + label + gap) * len(rows)), "#14171d")
    pen = ImageDraw.Draw(out)
    for y, (style, row) in enumerate(zip(STYLES, rows, strict=True)):
        top = gap + y * (tall + label + gap)
        pen.text((gap + 2, top), f"caption_style: {style}", font=font, fill="#e8ecf4")
        for x, image in enumerate(row):
            out.paste(image, (gap + x * (cell + gap), top + label))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=PICTURE)
    parser.add_argument("--shape", choices=list(SIZES), action="append")
    parser.add_argument("--themes", default="midnight,paper,dusk,signal")
    parser.add_argument("--cell", type=int, default=440)
    asked = parser.parse_args()
    made = io.BytesIO()
    image = sheet(asked.shape or ["16:9"], asked.themes.split(","), asked.cell)
    image.save(made, "PNG" if asked.file.suffix == ".png" else "JPEG", quality=84, optimize=True)
    asked.file.parent.mkdir(parents=True, exist_ok=True)
    asked.file.write_bytes(made.getvalue())
    print(f"{asked.file}: {image.width}x{image.height}, {len(made.getvalue()) // 1024} KB")


if __name__ == "__main__":
    main()
