"""An example of a terminal."""

from __future__ import annotations

from ytempire.models import Terminal, Visual

SCENES: dict[str, Visual] = {
    "terminal": Terminal(
        title="One line makes the film",
        script="""prompt: "\\e[36mowls\\e[0m $ "
title: the owl desk
run: ytempire run --channel owls
output: |
  \\e[2mplan\\e[0m    The box that shrank the world
  \\e[2mscript\\e[0m  11 scenes, 214 words
  \\e[2mvoice\\e[0m   78 s, 9 of 23 takes kept
  \\e[33mrender  scene 7 of 11\\e[0m
  \\e[32m✓\\e[0m done in 41 s
type: open videos/owls
""",
    ),
}
