"""The keeper of pysubs2: drawn events as an ASS text, captions as an SRT text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ytempire.media.kerning import kerned


@dataclass(frozen=True)
class Event:
    """Something drawn by libass from frame `start` up to, and without, frame `end`; higher layers lie on top."""

    layer: int
    start: int
    end: int
    text: str


def since(frame: int, fps: int) -> int:
    """The millisecond written for a frame: the hundredth of a second at or before it, as ASS counts."""
    return frame * 1000 // fps // 10 * 10


def ass(events: Iterable[Event], width: int, height: int, fps: int) -> str:
    """One ASS text; positions are in a frame of `width` x `height`, whatever size is drawn."""
    import pysubs2

    file: Any = pysubs2.SSAFile()
    file.info.clear()
    file.info.update(
        {
            "ScriptType": "v4.00+",
            "PlayResX": str(width),
            "PlayResY": str(height),
            "WrapStyle": "2",
            "ScaledBorderAndShadow": "yes",
            "YCbCr Matrix": "None",
            "Kerning": "no",
        }
    )
    file.styles.clear()
    file.styles["Default"] = pysubs2.SSAStyle(
        fontname="Inter Regular",
        fontsize=48.0,
        outline=0.0,
        shadow=0.0,
        alignment=pysubs2.Alignment.TOP_LEFT,
        marginl=0,
        marginr=0,
        marginv=0,
    )
    for event in events:
        if event.end > event.start:
            file.events.append(
                pysubs2.SSAEvent(
                    start=since(event.start, fps), end=since(event.end, fps), layer=event.layer, text=kerned(event.text)
                )
            )
    return str(file.to_string("ass"))


def srt(cues: Iterable[tuple[int, int, str]]) -> str:
    """An SRT text from (start ms, end ms, text with newlines)."""
    import pysubs2

    file: Any = pysubs2.SSAFile()
    for start, end, text in cues:
        event = pysubs2.SSAEvent(start=start, end=end)
        event.plaintext = text
        file.events.append(event)
    return str(file.to_string("srt", keep_ssa_tags=False)) if file.events else ""
