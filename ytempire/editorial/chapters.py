"""Chapters: the film's parts as viewers jump to them."""

from __future__ import annotations

from ytempire.models import Chapter, Timeline

SHORTEST, FEWEST = 10.0, 3  # seconds a chapter, and chapters a film, below which the platform shows none


def chapters(timeline: Timeline) -> tuple[Chapter, ...]:
    """A chapter a scene, short scenes joined to the one before; none in a short, nor when fewer than three remain."""
    if timeline.height > timeline.width:
        return ()
    found: list[Chapter] = []
    frame = 0
    for cut in timeline.cuts:
        if cut.plain:  # an intro or an outro belongs to the chapter before it
            frame += cut.frames
            continue
        start = frame / timeline.fps if found else 0.0
        same = bool(found) and found[-1].title == cut.title
        if not found or (start - found[-1].start >= SHORTEST and not same):
            found.append(Chapter(start=round(start, 3), title=cut.title))
        frame += cut.frames
    if len(found) > 1 and frame / timeline.fps - found[-1].start < SHORTEST:
        found.pop()
    return tuple(found) if len(found) >= FEWEST else ()


def stamp(seconds: float) -> str:
    """A time as viewers read it: 1:05, 12:30, 1:02:03."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
