"""What a scene is laid on: its time, its type and its colours, and what has been put down."""

from __future__ import annotations

import math
from dataclasses import replace

from ytempire.media.fit import Voice
from ytempire.media.graphics.tags import LEAVE_MS, WIDER, eased
from ytempire.media.layers import Field, Hung
from ytempire.media.subs import Event
from ytempire.media.themes import mix
from ytempire.media.zones import Box, Zones
from ytempire.models import Cut
from ytempire.models.theme import Theme


class Laid:
    """One scene's drawing: what is put on it, when, and where; measured, so that a test can see it."""

    def __init__(self, cut: Cut, theme: Theme, zones: Zones, fps: int, plain: bool = False) -> None:
        self.cut, self.theme, self.zones, self.fps = cut, theme, zones, fps
        self.plain = plain  # no drawn objects: their room is for the words
        self.events: list[Event] = []
        self.boxes: list[Box] = []
        self.fields: list[Field] = []
        self.hung: list[Hung] = []
        self.last = cut.index + 1 >= cut.count

    # --- time ---

    def frames(self, ms: float) -> int:
        return max(1, round(ms * self.fps / 1000))

    def ms(self, frames: int) -> int:
        return round(frames * 1000 / self.fps)

    def eased(self, t: float) -> float:
        """Where something that runs is at share t of its time, as the theme moves."""
        ease = self.theme.motion.ease
        if ease == "step":
            return math.ceil(t * 10 - 1e-9) / 10
        if ease == "settle":
            return 1 - (1 - min(1.0, max(0.0, t))) ** 5
        return eased(min(1.0, t * 1.3) if ease == "snap" else t)

    def run(self, ms: float) -> int:
        """How many frames something takes that usually takes so long, as the theme moves."""
        return self.frames(ms * self.theme.motion.pace)

    def beats(self, count: int, soon: bool = False) -> list[int]:
        """When each of `count` elements appears: as the timeline says, else spread over the first 60 %.

        `soon`: the first appears within the first 8 frames whatever is said.
        """
        total = self.cut.frames
        given = [b for b in self.cut.beats if b >= 0]
        even = [round(total * 0.6 * i / max(1, count)) for i in range(count)]
        chosen = given[:count] if len(given) >= count else even
        latest = max(0, total - max(self.frames(500), total // 12))
        beats: list[int] = []
        for beat in chosen:
            beats.append(min(latest, max(beat, beats[-1] if beats else 0)))
        if soon and beats:
            beats[0] = min(beats[0], 6)
        return beats

    # --- voices ---

    def headline(self, tight: bool = True) -> Voice:
        t = self.theme.type
        return Voice(t.display, t.accented, t.tight if tight else 0.0, t.leading, WIDER if t.upper else " ")

    def display(self, leading: float = 1.1) -> Voice:
        """The headline's type without its accent: for numbers, dates and names."""
        return replace(self.headline(), accented="", leading=leading)

    def strong(self, leading: float = 1.16) -> Voice:
        return Voice(self.theme.type.strong, leading=leading)

    def text(self, leading: float = 1.3) -> Voice:
        return Voice(self.theme.type.text, leading=leading)

    def case(self, text: str) -> str:
        return text.upper() if self.theme.type.upper else text

    def where(self, element: str) -> str:
        return f"scene {self.cut.id}, {element}"

    # --- putting down ---

    def put(self, layer: int, start: int, end: int, text: str) -> None:
        end = min(end, self.cut.frames)
        if start < end:
            self.events.append(Event(layer, start, end, text))

    def leave(self, end: int) -> str:
        """What stands until the cut fades with it, but in the last scene."""
        return "" if self.last or end < self.cut.frames else rf"\fad(0,{LEAVE_MS})"

    def _fade(self, ms: int, end: int) -> str:
        out = 0 if self.last or end < self.cut.frames else LEAVE_MS
        return rf"\fad({ms},{out})" if ms or out else ""

    # --- colours ---

    def dim(self, ink: str, share: float = 0.62) -> str:
        """The ink of what is still to come: nearer to the paper."""
        return mix(ink, self.theme.paper.far, share)
