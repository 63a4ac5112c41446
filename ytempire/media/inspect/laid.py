"""What the timeline lays on the screen, held against the fonts, the safe area, and what was shown before."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ytempire.errors import YtempireError
from ytempire.media.fonts import missing_glyphs
from ytempire.media.inspect.rows import Placed, bad, good
from ytempire.media.inspect.seen import SHOWN
from ytempire.media.themes import Theme, theme
from ytempire.media.zones import Box, Zones
from ytempire.models import Cut, Measure, Rules, Timeline

SHOWS = ("picture", "pair", "footage")  # scenes whose files are seen as themselves
NAMES = frozenset(("kind", "file", "front", "next_file", "language", "about", "motion", "effects", "script", "cursor"))
"""Keys of a visual that nobody reads on the screen."""


Dress = Callable[[Timeline], Theme]


def plainly(timeline: Timeline) -> Theme:
    """The theme of a film that brings none of its own."""
    return theme(timeline.theme, timeline.accent)


def laid(timeline: Timeline, rules: Rules, used: tuple[str, ...] = (), dress: Dress = plainly) -> Iterator[Measure]:
    """Letters, places and pictures: everything that can be told from the timeline alone."""
    placed = list(_placed(timeline))
    yield from letters(placed, timeline, dress)
    yield from places(placed, timeline, dress)
    yield from repetition(placed, timeline, rules, used)


def _placed(timeline: Timeline) -> Iterator[Placed]:
    begin = 0
    for cut in timeline.cuts:
        yield Placed(cut, begin)
        begin += cut.frames


# --- letters --------------------------------------------------------------------------------------


def letters(placed: list[Placed], timeline: Timeline, dress: Dress = plainly) -> Iterator[Measure]:
    """Every letter on the screen must be in a font."""
    try:
        type = dress(timeline).type
        keys = (type.text, type.display, type.strong)
    except YtempireError:  # the layout says so
        keys = ("Inter-Regular",) * 3
    rule, wrong, count = "every letter is in a font", 0, 0
    for one in placed:
        texts = [*_texts(one.cut), timeline.mark]
        count += sum(map(len, texts))
        text = " ".join(texts)
        lost = missing_glyphs(text, keys[0])
        for key in keys[1:]:
            lost = "".join(c for c in lost if c in missing_glyphs(lost, key))
        if lost:
            wrong += 1
            named = ", ".join(f"{c} (U+{ord(c):04X})" for c in lost[:5])
            yield bad("letters", f"no font draws {named}", rule, one.begin / timeline.fps, None, one, timeline.fps)
    if not wrong:
        yield good("letters", f"{count} letters", rule)


def _texts(cut: Cut) -> list[str]:
    out = [*_read(cut.visual.model_dump()), cut.source]
    if cut.lower_third:
        out += [cut.lower_third.name, cut.lower_third.text]
    return out + [word.text for cue in (*cut.cues, *cut.speech) for word in cue.words]


def _read(found: Any) -> list[str]:
    if isinstance(found, str):
        return [found]
    if isinstance(found, dict):
        return [text for name, part in found.items() if name not in NAMES for text in _read(part)]
    return [text for part in found for text in _read(part)] if isinstance(found, tuple | list) else []


# --- places ---------------------------------------------------------------------------------------


def places(placed: list[Placed], timeline: Timeline, dress: Dress = plainly) -> Iterator[Measure]:
    """Every scene laid out again: what stands outside the safe area, and what has no room at all."""
    from ytempire.media.zones import zones

    safe, fps, boxes = "everything inside the safe area", timeline.fps, 0
    wrong: list[Measure] = []
    refused: list[Measure] = []
    try:
        zoned = zones(timeline.width, timeline.height, timeline.captions)
        chosen = dress(timeline)
    except YtempireError as error:
        yield bad("layout", str(error), "every scene can be laid out")
        return
    for one in placed:
        try:
            stands = standing(one.cut, timeline, chosen, zoned)
        except YtempireError as error:
            at = one.begin / fps
            refused.append(bad("layout", str(error)[:200], "every scene can be laid out", at, None, one, fps))
            continue
        boxes += len(stands)
        out = outside(stands, zoned)
        if out:
            more = f" and {len(out) - 1} more" if len(out) > 1 else ""
            what = f"{out[0][0].what or 'something'} {out[0][1]}{more}"
            seen = (one.begin + one.cut.frames * 0.8) / fps
            wrong.append(bad("safe area", what, safe, seen, None, one, fps))
    yield from wrong[:SHOWN] or [good("safe area", f"{boxes} words and figures", safe)]
    yield from refused[:SHOWN] or [good("layout", f"{len(placed)} scenes", "every scene can be laid out")]


def standing(cut: Cut, timeline: Timeline, chosen: Theme, zoned: Zones) -> tuple[Box, ...]:
    """What a scene's words and figures cover, in nominal pixels."""
    from ytempire.media.graphics.compose import compose

    shown = timeline.captions, timeline.mark
    return compose(cut, chosen, zoned, timeline.fps, *shown, False, timeline.caption_style, timeline.speakers).boxes


def outside(boxes: tuple[Box, ...], zoned: Zones) -> list[tuple[Box, str]]:
    """The boxes that stand where they must not, and how far."""
    safe = zoned.safe
    out = []
    captions = [box for box in boxes if box.what == "caption"]
    for box in boxes:
        if box.within(Box(0, 0, zoned.width, zoned.height), 0.5) and box.width > zoned.width * 0.98:
            continue  # a picture that fills the frame is its ground
        over = max(safe.x0 - box.x0, safe.y0 - box.y0, box.x1 - safe.x1, box.y1 - safe.y1)
        under = box.x1 - zoned.edge(box.y1) if zoned.tall and box.what != "caption" else 0.0
        if over > 3:
            out.append((box, f"stands {over:.0f} px outside the safe area"))
        elif under > 3 and box.y0 > 960 and box.what not in ("mark", "watermark", "progress", "source"):
            out.append((box, f"reaches {under:.0f} px under the platform's buttons"))
        elif box.what not in ("caption", "") and any(box.meets(c) for c in captions) and box.y1 < zoned.caption.y1:
            out.append((box, "meets the captions"))
    return out


# --- what was seen before -------------------------------------------------------------------------


def repetition(placed: list[Placed], timeline: Timeline, rules: Rules, used: tuple[str, ...] = ()) -> Iterator[Measure]:
    """No picture or clip more often than allowed in a film, and none that the channel's last films have shown.

    One that the script names twice itself is only warned of.
    """
    fps = timeline.fps
    often = "no picture or clip twice" if not rules.repeats else f"no picture or clip over {rules.repeats + 1} times"
    before = "none that the last films have shown"
    seen: list[tuple[Placed, _Shown]] = []
    twice: list[Measure] = []
    again: list[Measure] = []
    for one in placed:
        for shown in _shown(one.cut, fps):
            others = [(where, other) for where, other in seen if other.same(shown)]
            at = one.begin / fps
            if len(others) > rules.repeats:
                first, other = others[0]
                row = bad("repetition", f"{shown.name} was seen in scene {first.cut.id}", often, at, None, one, fps)
                asked = other.asked and shown.asked and other.name == shown.name
                twice.append(row.model_copy(update={"warning": True}) if asked else row)
            if shown.digest in used and not others:
                again.append(bad("seen before", shown.name, before, at, None, one, fps))
            seen.append((one, shown))
    count = f"{len(seen)} shown" if seen else "none shown"
    yield from twice[:SHOWN] or [good("repetition", count, often)]
    yield from again[:SHOWN] or [good("seen before", count, before)]


@dataclass(frozen=True)
class _Shown:
    """A picture, or some seconds of a clip."""

    name: str
    digest: str
    asked: bool = True  # the script names it
    start: float = 0.0
    end: float = math.inf

    def same(self, other: _Shown) -> bool:
        """Whether a viewer sees the same again; two parts of a clip that do not meet are not."""
        return self.digest == other.digest and min(self.end, other.end) - max(self.start, other.start) > 0.5


def _shown(cut: Cut, fps: int) -> Iterator[_Shown]:
    visual = cut.visual
    if visual.kind not in SHOWS or cut.plain:
        return
    for name, blob in sorted(cut.files.items()):
        if visual.kind == "footage":
            yield _Shown(
                name, blob.digest, not visual.about, visual.start, visual.start + cut.frames / fps * visual.speed
            )
        else:
            yield _Shown(name, blob.digest)
