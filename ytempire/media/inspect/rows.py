"""The rows of an inspection: where a fault is, which scene is to blame, and what a person does about it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from ytempire.models import Cut, Measure, Timeline

FIX = {
    "file": "Render the film again with --redo render; if it is not yours, do not trust it.",
    "streams": "Render the film again with picture and sound.",
    "size": "Delete video.mp4 and run the same command again.",
    "least size": "Choose look.aspect with 1080 pixels, or lower inspect.least_pixels.",
    "rate": "Delete video.mp4 and run the same command again.",
    "picture": "Encode it as H.264 in yuv420p, tagged bt709.",
    "sound": "Encode the sound as AAC, 48 kHz, stereo.",
    "decodes": "Delete video.mp4 and run the same command again; look at the disk if it comes back.",
    "picture length": "Delete video.mp4 and run the same command again.",
    "sound length": "Delete video.mp4 and run the same command again.",
    "together": "Delete video.mp4 and run the same command again.",
    "black": "Give the scene something to show, or raise inspect.black_seconds.",
    "frozen": "Make the scene shorter or give it a moving picture, or mark its picture as still.",
    "silence": "Shorten the pause in script.md, or give the film a bed with look.music.",
    "loudness": "Run again with --redo render; if it stays, choose another bed or voice.",
    "true peak": "Run again with --redo render; if it stays, lower the bed's own file.",
    "clipping": "A take or a music file is clipped as it comes: choose another.",
    "captions cover": "Run again with --redo timeline.",
    "captions": "Run again with --redo timeline, or shorten the sentence in script.md.",
    "sync": "Run again with --redo voice; a voice whose word times are wrong wants another provider.",
    "likeness": "Lower render.options.ffmpeg.crf, or choose a slower preset.",
    "letters": "Write it with letters that the fonts have, or bring a font that has them.",
    "safe area": "Shorten the words of the scene, or choose another layout.",
    "layout": "Shorten the words of the scene.",
    "repetition": "Choose another picture for one of the two, or raise inspect.repeats.",
    "seen before": "Choose another picture, or lower footage.not_again.",
    "voice level": "Speak the sentence again with --redo voice, or raise inspect.voice_level_db.",
    "voice pitch": "Speak the sentence again with --redo voice, or raise inspect.voice_pitch.",
    "voice source": "Speak the film again with --redo voice, so that each speaker has one voice.",
}


@dataclass(frozen=True)
class Placed:
    """A moment of the film as the timeline has it."""

    cut: Cut
    begin: int  # the scene's first frame


class Places:
    """Finds a film's scenes by time."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline, self.fps = timeline, timeline.fps
        ends = tuple(accumulate(cut.frames for cut in timeline.cuts))
        self.begins = (0, *ends[:-1])
        self.ends = ends

    def at(self, seconds: float) -> Placed:
        """The scene that is seen at a time."""
        return self._placed(bisect_right(self.begins, max(0, seconds) * self.fps + 1e-6) - 1)

    def most(self, start: float, end: float) -> Placed:
        """The scene in which most of a stretch of the film lies."""
        shared = [
            min(end * self.fps, e) - max(start * self.fps, s) for s, e in zip(self.begins, self.ends, strict=True)
        ]
        return self._placed(shared.index(max(shared)))

    def _placed(self, index: int) -> Placed:
        return Placed(self.timeline.cuts[index], self.begins[index])


def timecode(seconds: float, fps: float) -> str:
    """A time as minutes, seconds and frames: 01:07.12."""
    whole = max(1, round(fps))
    frame = round(max(0.0, seconds) * whole)
    return f"{frame // whole // 60:02}:{frame // whole % 60:02}.{frame % whole:02}"


def good(check: str, value: str, rule: str) -> Measure:
    """A rule that was kept."""
    return Measure(check=check, passed=True, value=value, rule=rule)


def same(check: str, passed: bool, value: str, rule: str) -> Measure:
    """A rule about the film as a whole."""
    return good(check, value, rule) if passed else bad(check, value, rule)


def bad(
    check: str, value: str, rule: str, at: float | None = None, until: float | None = None,
    placed: Placed | None = None, fps: float = 30.0,
) -> Measure:  # fmt: skip
    """A rule that was broken, where, and what to do."""
    return Measure(
        check=check,
        passed=False,
        value=value,
        rule=rule,
        at=None if at is None else round(at, 3),
        until=None if until is None else round(until, 3),
        timecode="" if at is None else timecode(at, fps),
        scene=placed.cut.id if placed else "",
        title=placed.cut.title if placed else "",
        fix=FIX.get(check, ""),
    )
