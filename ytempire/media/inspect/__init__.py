"""The finished film against its plan: what one measuring pass says, and the rules it is held to.

measure(film, timeline, rules)   every rule as a row, with the scene to blame and a picture of each fault
captions(timeline)               the captions alone
read(told, seconds)              what FFmpeg told, as numbers
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ytempire.errors import Refused, Unavailable
from ytempire.media import ffmpeg
from ytempire.media.inspect import rows
from ytempire.media.inspect.faults import MOST, Painter
from ytempire.media.inspect.heard import Floats, kept
from ytempire.media.inspect.judged import judge
from ytempire.media.inspect.laid import Dress, laid, plainly
from ytempire.media.inspect.likeness import Drawn, frames_of, likeness, pictures
from ytempire.media.inspect.rows import FIX, Places, timecode
from ytempire.media.inspect.seen import RATE, Seen, Wanted, look, read
from ytempire.media.inspect.shelves import captions
from ytempire.media.inspect.sync import sentences, sync
from ytempire.media.inspect.voices import voices
from ytempire.models import Blob, Measure, Rules, Timeline

__all__ = ["Drawn", "Rules", "Seen", "captions", "judge", "laid", "measure", "read", "rows", "timecode"]

SHORT = 1800  # seconds: the sound of a longer file that is nobody's film is not kept to be looked into
Keep = Callable[[bytes], Blob]
Find = Callable[[Blob], Path | None]


def measure(
    film: Path,
    timeline: Timeline | None = None,
    rules: Rules | None = None,
    *,
    samples: Sequence[Drawn] = (),
    used: tuple[str, ...] = (),
    find: Find = lambda blob: None,
    dress: Dress = plainly,
    keep: Keep | None = None,
    scratch: Path | None = None,
    timeout: float = 1800.0,
) -> tuple[Measure, ...]:
    """Measure a film; every row says what was measured, the rule, and where it broke.

    Without a timeline it is held to what every film is held to. `find` says where a take's bytes are, `keep` keeps
    the picture of a fault; without them voices are not measured, and nothing is painted.
    """
    rules = rules or Rules()
    try:
        media = ffmpeg.probe(film)
    except (Refused, Unavailable) as error:
        told = error.problems[0].what.split(" | ")[0]
        return (Measure(check="file", passed=False, value=told, rule="a film that opens", fix=FIX["file"]),)
    with tempfile.TemporaryDirectory(prefix="inspect-", dir=scratch) as folder:
        painter = Painter(film, media.seconds, timeline, Path(folder), dress) if keep else None
        inspected = _Inspected(film, media, timeline, rules, Path(folder), find, dress, painter, keep)
        return tuple(_warned(row, rules, timeline is not None) for row in inspected.rows(samples, used, timeout))


def _warned(row: Measure, rules: Rules, ours: bool) -> Measure:
    """A fault that the channel only wants to be told of; how to mend one is said of our own films."""
    if not ours and row.check not in ("picture", "sound"):
        row = row.model_copy(update={"fix": ""})
    return row if row.passed or row.check not in rules.off else row.model_copy(update={"warning": True})


@dataclass
class _Inspected:
    """One film while it is measured."""

    film: Path
    media: ffmpeg.Media
    timeline: Timeline | None
    rules: Rules
    folder: Path
    find: Find
    dress: Dress
    painter: Painter | None
    keep: Keep | None
    painted: int = 0

    def rows(self, samples: Sequence[Drawn], used: tuple[str, ...], timeout: float) -> Iterator[Measure]:
        rules, timeline, sound = self.rules, self.timeline, np.zeros(0, np.float32)
        whole = self.media.video and self.media.audio
        seen, grey = Seen(), {}
        if whole:
            wanted = Wanted(self.folder) if timeline or self.media.audio_seconds < SHORT else None
            if timeline and samples:
                wanted = Wanted(self.folder, frames_of(samples), timeline.width, timeline.height)
            try:
                seen = look(self.film, self.media.seconds, timeout, rules.black_seconds, rules.silence_seconds, wanted)
                sound = kept(wanted.sound) if wanted else sound
                if timeline and wanted:
                    grey = dict(zip(wanted.frames, pictures(wanted.grey, timeline), strict=False))
            except (Refused, Unavailable) as error:
                seen = Seen(broken=(str(error),))
        for row in judge(seen, self.media, timeline, rules):
            if not row.passed and row.check in ("true peak", "clipping"):
                row = self._loudest(row, sound)
            yield self._painted(row)
        if not timeline or not whole:
            return
        if timeline.captions != "none":
            yield from map(self._painted, captions(timeline, rules))
        if any(cut.speech or cut.cues for cut in timeline.cuts):
            yield from map(self._painted, sync(sound, timeline, rules))
        yield from map(self._painted, laid(timeline, rules, used, self.dress))
        yield from map(self._painted, voices(timeline, rules, self.find))
        yield from likeness(timeline, rules, samples, grey, self.folder, self._compared)

    def _loudest(self, row: Measure, sound: Floats) -> Measure:
        """Where the highest sample is, and the scene to blame for it."""
        if not len(sound):
            return row
        at = round(int(np.abs(sound).argmax()) / RATE, 3)
        placed = Places(self.timeline).at(at) if self.timeline else None
        fps = self.timeline.fps if self.timeline else self.media.fps
        found = {"at": at, "timecode": timecode(at, fps or 30)}
        return row.model_copy(update=found | ({"scene": placed.cut.id, "title": placed.cut.title} if placed else {}))

    def _painted(self, row: Measure) -> Measure:
        if row.passed or self.painter is None or self.painted >= MOST:
            return row
        said = sentences(self.timeline) if self.timeline and row.check == "sync" else ()
        return self._kept(row, self.painter.paint(row, said))

    def _compared(self, row: Measure, drawn: object, seen: object) -> Measure:
        if self.painter is None or self.painted >= MOST:
            return row
        return self._kept(row, self.painter.compared(row, drawn, seen))

    def _kept(self, row: Measure, data: bytes | None) -> Measure:
        if data is None or self.keep is None:
            return row
        self.painted += 1
        return row.model_copy(update={"picture": self.keep(data)})
