"""The captions against the speech, as the timeline has them: that they cover it, and that every cue can be read."""

from __future__ import annotations

from collections.abc import Iterator

from ytempire.media.inspect.rows import Placed, bad, good
from ytempire.media.inspect.seen import SHOWN
from ytempire.models import Cue, Measure, Rules, Timeline

NEAR = 0.4  # seconds that a caption may come late or leave early
LINES, WIDTH, SHORTEST, LONGEST, FASTEST = 2, 42, 0.4, 7.5, 30.0  # of a cue; characters a second


def captions(timeline: Timeline, rules: Rules | None = None) -> Iterator[Measure]:
    """The captions against the speech: that they cover it, and that every cue can be read."""
    rules = rules or Rules()
    told = any(cut.speech for cut in timeline.cuts)
    fps, near = timeline.fps, round(NEAR * timeline.fps)
    spoken = covered = 0
    worst_share, worst_at, begin = 1.0, 0.0, 0
    worst: Placed | None = None
    wrong: list[Measure] = []
    for cut in timeline.cuts:
        cues = cut.speech if told else cut.cues
        shown: set[int] = set()
        for cue in cues:
            shown.update(range(cue.start - near, cue.end + near))
        for clip in cut.clips:
            heard = range(clip.start, clip.start + round(clip.ms * fps / 1000))
            has = len(shown.intersection(heard))
            spoken, covered = spoken + len(heard), covered + has
            if len(heard) and has / len(heard) < worst_share:
                worst, worst_share, worst_at = Placed(cut, begin), has / len(heard), (begin + clip.start) / fps
        shelves = ((cues, True), (cut.cues, False)) if told else ((cues, timeline.captions == "words"),)
        rows = [(a, b, paced) for shelf, paced in shelves for a, b in zip(shelf, [*shelf[1:], None], strict=False)]
        for cue, then, paced in rows:
            if fault := _fault(cue, then, cut.frames, fps, paced):
                at, until = (begin + cue.start) / fps, (begin + cue.end) / fps
                wrong.append(bad("captions", fault, "cues that can be read", at, until, Placed(cut, begin), fps))
        begin += cut.frames
    share = covered / spoken if spoken else 1.0
    value, rule = f"{share:.1%} of speech", f"at least {rules.captions_coverage:.0%}"
    if share >= rules.captions_coverage:
        yield good("captions cover", value, rule)
    else:
        yield bad("captions cover", value, rule, worst_at, None, worst, fps)
    yield from wrong[:SHOWN]
    if not wrong:
        cues_seen = sum(len(cut.speech if told else cut.cues) for cut in timeline.cuts)
        yield good("captions", f"{cues_seen} cues", "cues that can be read")


def _fault(cue: Cue, then: Cue | None, frames: int, fps: int, paced: bool) -> str:
    text = " ".join(word.text for word in cue.words)
    seconds = (cue.end - cue.start) / fps
    counts = cue.lines or (len(cue.words),)
    if cue.end <= cue.start:
        return f"shown for no time: {text}"
    if cue.start < 0 or cue.end > frames:
        return f"reaches over its scene: {text}"
    if then and then.start < cue.end:
        return f"runs into the next one: {text}"
    if sum(counts) != len(cue.words) or len(counts) > LINES:
        return f"has {len(counts)} lines: {text}"
    at = 0
    for count in counts:
        line = " ".join(word.text for word in cue.words[at : at + count])
        at += count
        if len(line) > WIDTH and count > 1:
            return f"has a line of {len(line)} characters: {line}"
    if paced and seconds > LONGEST:
        return f"stays for {seconds:.1f} s: {text}"
    if paced and len(cue.words) > 1 and (seconds < SHORTEST or len(text) / seconds > FASTEST):
        return f"is gone in {seconds:.2f} s: {text}"
    return ""
