"""Draw every kind of scene in every theme and shape for the docs, and write the page of what can be shown.

`python tools/gallery.py` makes docs/gallery.md with its pictures and docs/scenes.md; `--only KIND,...` draws only these
kinds; `--pages` draws nothing; `--check` says whether docs/scenes.md and docs/gallery.md are current.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

sys.path.insert(0, str(Path(__file__).resolve().parent))

from docs import default_of, kind_of, plain, table
from ytempire.editorial.directive import VISUALS, write_visual
from ytempire.media.graphics.compose import KINDS, LAYOUTS
from ytempire.media.themes import NAMES, theme
from ytempire.models import Blob, Cue, CueWord, Cut, Visual

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures" / "gallery"
MADE = "<!-- Made by tools/gallery.py; change the code, not this page. -->"
SHAPES = {"16:9": (960, 540), "1:1": (540, 540), "9:16": (540, 960)}
HEIGHT, GAP, HEAD = 270, 10, 30
FPS, FRAMES, AT = 30, 150, 127
SOURCES = ("scenes_b", "scenes_a", "scenes_c", "scenes_d")
SAID = ("and", "this", "is", "what", "is", "said")


def every() -> dict[str, Visual]:
    """Every example by its name, which begins with its kind, in the order in which kinds are listed."""
    found: dict[str, Visual] = {}
    for name in SOURCES:
        found |= importlib.import_module(name).SCENES
    order = list(VISUALS)
    return dict(sorted(found.items(), key=lambda item: order.index(item[1].kind)))


def examples() -> dict[str, Visual]:
    """One example of every kind."""
    return {name: visual for name, visual in every().items() if name == visual.kind}


def files(put: Callable[[bytes, str], Blob]) -> dict[str, Blob]:
    """The files that examples name."""
    out: dict[str, Blob] = {}
    for name in SOURCES:
        module = importlib.import_module(name)
        for file, data in module.files().items() if hasattr(module, "files") else ():
            out[file] = put(data, Path(file).suffix)
    return out


# --- pictures ---


def draw(kinds: list[str], into: Path = PICTURES) -> None:
    """A sheet a kind: a theme a block, its three shapes side by side."""
    from PIL import Image

    from ytempire.contracts import Kit
    from ytempire.media.blobs import Blobs

    into.mkdir(parents=True, exist_ok=True)
    known = every()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        home = Path(folder)
        kit = Kit(home, "gallery", Blobs(home / "blobs"), home / "scratch")
        brought = files(kit.blobs.put)
        for kind in kinds:
            jobs = [(known[kind], name, shape, brought, kit) for name in NAMES for shape in SHAPES]
            frames: list[Image.Image] = list(pool.map(lambda job: frame(*job), jobs))
            sheet(frames).save(into / f"{kind}.jpg", quality=76, optimize=True)
            print(f"{kind}  {(into / f'{kind}.jpg').stat().st_size // 1024} KB", flush=True)


def frame(visual: Visual, name: str, shape: str, brought: dict[str, Blob], kit: Any) -> Any:
    """One frame late in a scene, drawn as a film's is."""
    from PIL import Image

    from ytempire.contracts import DrawScene, Picturing
    from ytempire.media import ffmpeg
    from ytempire.providers.scene_ffmpeg import FfmpegScene

    turn = NAMES.index(name) + list(VISUALS).index(visual.kind)
    width, height = SHAPES[shape]
    words = tuple(CueWord(text=t, start=96 + 9 * i, end=105 + 9 * i) for i, t in enumerate(SAID))
    burnt = tuple(Cue(start=p[0].start, end=p[-1].end, words=p) for p in (words[:3], words[3:]))
    cut = Cut(
        id="s03", role="body", frames=FRAMES, visual=visual, index=3, count=9, source="A Source of the Scene (2006)",
        layout=LAYOUTS[turn % 3], variant=turn, files=brought,
        cues=burnt if shape == "9:16" else (),
    )  # fmt: skip
    look = Picturing(
        width=width,
        height=height,
        fps=FPS,
        theme=name,
        captions="words" if shape == "9:16" else "keys",
        mark="The Box Desk",
    )
    scene = FfmpegScene(FfmpegScene.Options(crf=14), kit)
    drawn = scene.answer(DrawScene(cut=cut, look=look, first=AT, last=AT + 1), f"{visual.kind} {name} {shape}")
    still = kit.home / f"{visual.kind}-{name}-{shape.replace(':', 'x')}.png"
    ffmpeg.run(["-i", str(kit.blobs.path(drawn.segment).resolve()), "-frames:v", "1", still.name], cwd=kit.home)
    with Image.open(still) as image:
        return image.convert("RGB").resize((round(width * HEIGHT / height), HEIGHT), Image.Resampling.LANCZOS)


def sheet(frames: list[Any]) -> Any:
    """Blocks of three frames under their theme's name, two abreast."""
    from PIL import Image, ImageDraw, ImageFont

    from ytempire.media import fonts

    each = len(SHAPES)
    wide = sum(f.width for f in frames[:each]) + GAP * (each - 1)
    rows = -(-len(NAMES) // 2)
    ground = Image.new("RGB", (2 * wide + 5 * GAP, rows * (HEIGHT + HEAD + GAP) + GAP), "#16181d")
    pen = ImageDraw.Draw(ground)
    font = ImageFont.truetype(str(fonts.face("Inter-Bold").file), 16)
    for i, name in enumerate(NAMES):
        left, top = GAP + (i % 2) * (wide + 3 * GAP), GAP + (i // 2) * (HEIGHT + HEAD + GAP)
        pen.text((left, top + 4), name, fill="#d7dbe4", font=font)
        for one in frames[i * each : (i + 1) * each]:
            ground.paste(one, (left, top + HEAD))
            left += one.width + GAP
    return ground


# --- pages ---


def pages() -> dict[Path, str]:
    """The pages as they should be."""
    docs = ROOT / "docs"
    made = {docs / "gallery.md": gallery(), docs / "scenes.md": scenes()}
    return {path: re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n" for path, lines in made.items()}


def gallery() -> Iterator[str]:
    yield from (
        "# Gallery", "", MADE, "",
        "Every kind of scene in every theme and shape, drawn as a film's scenes are, about five seconds in.",
        "The layout and what is drawn beside the words take turns from theme to theme, as they do from scene to scene.",
        "What each kind takes is in [scenes](scenes.md); a channel's own theme is told of in [themes](themes.md).",
        "", "`python tools/gallery.py` draws all of it again.", "",
    )  # fmt: skip
    yield from table(("theme", "what it is like"), [(f"`{name}`", theme(name).summary) for name in NAMES])
    for name, visual in every().items():
        yield from ("", f"## {visual.kind}", "") if name == visual.kind else ("", f"### {name.replace('-', ', ')}", "")
        yield f"[![{name}](pictures/gallery/{name}.jpg)](scenes.md#{visual.kind})"


def scenes() -> Iterator[str]:
    known = examples()
    yield from (
        "# What can be seen", "", MADE, "",
        "A scene shows one thing.",
        "Its kind and its words stand in [script.md](script.md), in a block marked `visual`; "
        "without one, ytempire chooses from what is said.",
        "Elements appear as they are spoken, in the order given here.",
        "Words are set in the largest size at which they fit, never smaller than can be read on a phone; "
        "what does not fit is refused before anything is drawn, with its scene and about how much has room.",
        "Nothing of a scene meets its captions, or in 9:16 the platform's buttons.", "",
    )  # fmt: skip
    yield from (f"- [{kind}](#{kind})" for kind in known)
    for kind, example in known.items():
        model = VISUALS[kind]
        yield from ("", f"## {kind}", "")
        yield from sentences(model.__doc__ or "")
        built = sys.modules[KINDS[kind].__module__].__doc__ or ""
        yield from sentences("\n\n".join(p for p in built.split("\n\n")[1:]))
        if not (model.__doc__ or "").count("Elements:") and "Elements:" in (KINDS[kind].__doc__ or ""):
            yield from ("", " ".join((KINDS[kind].__doc__ or "").split()))
        yield from ("", f"![{kind}](pictures/gallery/{kind}.jpg)", "")
        yield from keys(model)
        for name, part in parts(model).items():
            yield from ("", f"Each of `{name}`:", "")
            yield from keys(part)
        yield from ("", "```visual", write_visual(example).rstrip(), "```")


def sentences(text: str) -> Iterator[str]:
    """Paragraphs, a sentence a line."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.strip():
            yield from " ".join(paragraph.split()).replace(". ", ".\n").split("\n")
            yield ""


def keys(model: type[BaseModel]) -> Iterator[str]:
    rows = [
        (f"`{name}`", said(info), default_of(info), info.description or "")
        for name, info in model.model_fields.items()
        if name != "kind"
    ]
    yield from table(("key", "value", "if left out", "meaning"), rows)


def said(info: Any) -> str:
    """What a key takes, in words."""
    kind = plain(info.annotation)
    inner = [arg for arg in get_args(kind) if arg is not Ellipsis]
    models = [arg for arg in inner if isinstance(arg, type) and issubclass(arg, BaseModel)]
    if models:
        bounds = {type(rule).__name__: rule for rule in info.metadata}
        low, high = bounds.get("MinLen"), bounds.get("MaxLen")
        return f"{low.min_length if low else 0} to {high.max_length} groups of keys" if high else "groups of keys"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return "group of keys"
    return str(kind_of(info))


def parts(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The models inside a model, by the keys that hold them; a key of every kind is not told again."""
    found: dict[type[BaseModel], list[str]] = {}
    for name, info in model.model_fields.items():
        kind = plain(info.annotation)
        for one in (kind, *get_args(kind)):
            if isinstance(one, type) and issubclass(one, BaseModel) and one not in VISUALS.values():
                found.setdefault(one, []).append(name)
    return {"` and `".join(names): one for one, names in found.items()}


def main(argv: list[str]) -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    asked.add_argument("--only", default="", help="Kinds to draw, with commas between.")
    asked.add_argument("--pages", action="store_true", help="Write the pages, draw nothing.")
    asked.add_argument("--check", action="store_true", help="Say whether the pages are current.")
    given = asked.parse_args(argv)
    stale = [path for path, text in pages().items() if not path.is_file() or path.read_text("utf-8") != text]
    if given.check:
        for path in stale:
            print(f"{path.relative_to(ROOT)}  is not current. Run: python tools/gallery.py --pages")
        return 1 if stale else 0
    if not given.pages:
        draw(given.only.split(",") if given.only else list(every()))
    for path in stale:
        path.write_text(pages()[path], "utf-8")
        print(f"{path.relative_to(ROOT)}  is written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
