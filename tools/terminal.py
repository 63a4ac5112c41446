"""Draw the pictures of docs/terminal.md: `python tools/terminal.py` makes docs/pictures/terminal/*.jpg."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ytempire.media.sheets import sheet
from ytempire.media.terminal import effects
from ytempire.media.terminal.export import _over
from ytempire.media.terminal.place import alone
from ytempire.media.terminal.play import later, of_script
from ytempire.media.terminal.schemes import SCHEMES, scheme
from ytempire.media.terminal.script import parse
from ytempire.media.terminal.showing import Showing, laid_out
from ytempire.media.themes import theme

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures" / "terminal"
PHOTO = ROOT / "channels" / "demo" / "pictures" / "sea-watch.jpg"
SIZE, FPS = (1280, 720), 30

SCRIPT = """
prompt: "\\e[36mowls\\e[0m $ "
title: the owl desk
run: ytempire run --channel owls
output: |
  \\e[2mplan\\e[0m      Topic      The box that shrank the world
  \\e[2mscript\\e[0m    Script     11 scenes, 214 words
  \\e[2mvoice\\e[0m     Narration  78 s, 9 of 23 takes kept
  \\e[33mrender    Video      scene 7 of 11\\e[0m
  \\e[32m✓\\e[0m done in 41 s
wait: 1
type: open videos/owls
"""
SPLIT = """
prompt: "\\e[35m❯\\e[0m "
title: two panes
run: ./serve --port 8080
output: |
  \\e[32m✓\\e[0m listening
split: right
run: curl localhost:8080/owl
output: |
  ╭───────┬───────╮
  │ name  │ Athe  │
  │ awake │ \\e[32myes\\e[0m   │
  ╰───────┴───────╯
pane: 1
output: |
  \\e[36mGET\\e[0m /owl \\e[32m200\\e[0m 3 ms
pane: 2
type: curl localhost:8080/
"""
SHOWN = {  # each effect with the moments, in seconds, that show it
    "glitch:0.7": (), "scanlines:0.8": (5.0,), "bloom:0.7": (5.0,), "matrix:0.6": (4.5,), "shake:1": (3.0, 3.1),
    "boot": (0.25, 1.6), "decrypt:0.8": (3.15, 4.2), "ascii:sea-watch.jpg:0.6": (1.7, 6.0), "curve:0.8": (5.0,),
}  # fmt: skip


def frame(script: str, seconds: float, *names: str, colours: str = "harbour", ground: str = "midnight") -> Image.Image:
    """One frame of a terminal over a theme."""
    wishes = effects.read(names)
    play = later(of_script(parse(script), "docs"), effects.lead(wishes))
    room, unit = alone(*SIZE)
    place = laid_out(play, room, "", effects.fills(wishes))
    showing = Showing(play, place, scheme(colours), "block", wishes, FPS, "docs", {"sea-watch.jpg": PHOTO})
    at = round(seconds * FPS)
    planes = next(iter(_over(showing, SIZE, unit, theme(ground), at + 1, still=True)(at, at + 1)))
    return Image.fromarray(colour(planes))


def colour(planes: Any) -> Any:
    """Y, U and V of BT.709 in studio range as red, green and blue."""
    y, u, v = (p.astype(np.float32) for p in planes)
    u, v = (np.kron(p, np.ones((2, 2), np.float32)) for p in (u, v))
    y, u, v = (y - 16) / 219, (u - 128) / 224, (v - 128) / 224
    r, b = y + 1.5748 * v, y + 1.8556 * u
    return np.clip(np.dstack([r, (y - 0.2126 * r - 0.0722 * b) / 0.7152, b]) * 255, 0, 255).astype(np.uint8)


def glitched() -> float:
    """A moment at which the glitch is bad."""
    from ytempire.media.terminal.effects.glitch import Glitch
    from ytempire.media.terminal.effects.kind import View

    one: Any = Glitch(View(None, None, FPS, "docs"), 0.7)  # type: ignore[arg-type]
    return next(n for n in range(120, 600) if one._bad(n) == 1 and one._bad(n - 1) == 1) / FPS


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, moments in SHOWN.items():
        frames = [(frame(SCRIPT, at, name), f"{name}, at {at:.1f} s") for at in moments or (glitched(),)]
        (PICTURES / f"{name.partition(':')[0]}.jpg").write_bytes(sheet(frames, len(frames), 720 // len(frames) + 120))
    both = [(frame(SCRIPT, 5.0, "scanlines:0.5", "bloom:0.5", "curve:0.5", colours="phosphor", ground="signal"), "")]
    (PICTURES / "together.jpg").write_bytes(sheet(both, 1, 840))
    grounds = {"vellum": "paper", "chalk": "clinic", "orchid": "dusk", "moss": "signal", "phosphor": "signal"}
    every = [(frame(SCRIPT, 5.0, colours=n, ground=grounds.get(n, "midnight")), n) for n in SCHEMES]
    (PICTURES / "schemes.jpg").write_bytes(sheet(every, 3, 420))
    (PICTURES / "split.jpg").write_bytes(sheet([(frame(SPLIT, 30.0), "")], 1, 840))


if __name__ == "__main__":
    main()
