"""The finished film against its plan: what one measuring pass says, and the rules it is held to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from ytempire.errors import Refused
from ytempire.media import ffmpeg
from ytempire.models import Cue, Measure, Timeline

LUFS, LUFS_OFF, PEAK, FLAT = -14.0, 1.0, -1.0, 5.0
BLACK, EDGE, FROZEN, SILENCE = 0.5, 0.5, 4.0, 1.5  # seconds
APART, OFF_PLAN = 0.1, 0.03  # seconds between sound and picture; share of the plan's length
COVER, NEAR = 0.98, 0.4  # of speech; seconds that a caption may come late or leave early
LINES, WIDTH, SHORTEST, LONGEST, FASTEST = 2, 42, 0.4, 7.5, 30.0  # of a cue; characters a second
SHOWN = 20  # rows of one kind, so that a black film does not bury the rest

Span = tuple[float, float]


@dataclass(frozen=True)
class Seen:
    """What the measuring pass saw and heard, in seconds and decibels."""

    black: tuple[Span, ...] = ()
    frozen: tuple[Span, ...] = ()
    silent: tuple[Span, ...] = ()
    lufs: float | None = None
    peak_db: float | None = None
    flat: float | None = None
    broken: tuple[str, ...] = ()
    frames: int = 0


def measure(film: Path, timeline: Timeline, timeout: float = 1800.0) -> tuple[Measure, ...]:
    """Measure a film; every row says what was measured, the rule, and where it broke."""
    try:
        media = ffmpeg.probe(film)
    except Refused as error:
        return (Measure(check="file", passed=False, value=str(error), rule="a film that opens"),)
    seen = Seen()
    if media.video and media.audio:
        seen = look(film, media.seconds, timeout)
    return tuple(judge(seen, media, timeline))


def look(film: Path, seconds: float, timeout: float) -> Seen:
    """Decode the whole film once. The picture is made small first: every filter after it is cheap."""
    source = ffmpeg.source(f"file:{film.resolve()}", protocol_whitelist="file", format_whitelist=ffmpeg.FORMATS)
    picture = (
        source.video.filter("scale", w=480, h=-2, flags="fast_bilinear")
        .filter("blackdetect", d=0.3, pic_th=0.98, pix_th=0.10)
        .filter("freezedetect", n=0.001, d=2)
    )
    sound = (
        source.audio.filter("silencedetect", n="-50dB", d=1)
        .filter("astats", measure_perchannel="none", measure_overall="Flat_factor")
        .filter("ebur128", peak="true", framelog="verbose")
    )
    graph = ffmpeg.sink((picture, sound), "-", format="null", fps_mode="passthrough")
    ran = ffmpeg.run(ffmpeg.compile(graph), timeout=timeout)
    return read(ran.stderr, seconds, ran.frames)


NUMBER = r"(-?\d+(?:\.\d+)?|-?inf|-?nan)"


def read(told: str, seconds: float, frames: int = 0) -> Seen:
    """What FFmpeg told, as numbers; something that began and did not end lasts until the film's end."""
    black = [(float(a), float(b)) for a, b in re.findall(rf"black_start:{NUMBER} black_end:{NUMBER}", told)]
    return Seen(
        black=tuple(black),
        frozen=_pairs(told, "freezedetect.freeze_start: ", "freezedetect.freeze_end: ", seconds),
        silent=_pairs(told, "silence_start: ", "silence_end: ", seconds),
        lufs=_last(rf"^\s+I:\s+{NUMBER} LUFS", told),
        peak_db=_last(rf"^\s+Peak:\s+{NUMBER} dBFS", told),
        flat=_last(rf"Flat factor: {NUMBER}", told),
        broken=tuple(line for line in told.splitlines() if BROKEN.search(line))[:SHOWN],
        frames=frames,
    )


# A decoder speaks as "[h264 @ 0x..] ..." or "Error ...": a film's name or title may hold any of these words.
BROKEN = re.compile(
    r"(?i)^(?=\[\w+ @|error|invalid).*?(?:error while decoding|corrupt|invalid data|invalid nal"
    r"|decode_slice_header error|missing picture|concealing"
    r"|error submitting (a )?packet|partial file|non monoton|truncat)"
)


def _pairs(told: str, begin: str, end: str, seconds: float) -> tuple[Span, ...]:
    spans: list[Span] = []
    start: float | None = None
    for mark, value in re.findall(rf"({re.escape(begin)}|{re.escape(end)}){NUMBER}", told):
        if mark == begin:
            start = float(value)
        elif start is not None:
            spans.append((start, float(value)))
            start = None
    if start is not None:
        spans.append((start, max(start, seconds)))
    return tuple(spans)


def _last(pattern: str, told: str) -> float | None:
    found = re.findall(pattern, told, re.M)
    return None if not found or "nan" in found[-1] else float(found[-1])


# --- the rules ------------------------------------------------------------------------------------


def judge(seen: Seen, media: ffmpeg.Media, timeline: Timeline) -> Iterator[Measure]:
    """Every rule, as a row."""
    plan = timeline.frames / timeline.fps
    blame = _blame(timeline)
    yield _same("streams", media.video and media.audio,
                " and ".join(n for n, has in (("picture", media.video), ("sound", media.audio)) if has) or "nothing",
                "picture and sound")  # fmt: skip
    if not (media.video and media.audio):
        return
    size, planned = f"{media.width}x{media.height}", f"{timeline.width}x{timeline.height}"
    yield _same("size", size == planned, size, planned)
    yield _same("rate", abs(media.fps - timeline.fps) < 0.01, f"{media.fps:g} fps", f"{timeline.fps} fps")
    kind = f"{media.codec} {media.pix_fmt} {media.color or 'untagged'}"
    yield _same("picture", kind == "h264 yuv420p bt709", kind, "h264 yuv420p bt709")
    kind = f"{media.audio_codec} {media.audio_rate} Hz, {media.audio_channels} channels"
    yield _same("sound", kind == "aac 48000 Hz, 2 channels", kind, "aac 48000 Hz, 2 channels")
    whole = not seen.broken and seen.frames == media.frames
    first = seen.broken[0] if seen.broken else f"{seen.frames} of {media.frames} frames"
    yield _same("decodes", whole, first[:200], "every frame, without an error")
    for check, length in (("picture length", media.seconds), ("sound length", media.audio_seconds)):
        yield _same(check, abs(length - plan) <= OFF_PLAN * plan, f"{length:.2f} s", f"{plan:.2f} s ± 3 %")
    apart = abs(media.seconds - media.audio_seconds)
    yield _same("together", apart <= APART, f"{apart:.3f} s apart", f"within {APART} s")
    inside = [(max(a, EDGE), min(b, media.seconds - EDGE)) for a, b in seen.black]
    rule = f"none of {BLACK} s, but for the first and last {EDGE} s"
    yield from _spans("black", inside, BLACK, rule, blame, inclusive=True)
    yield from _spans("frozen", seen.frozen, FROZEN, f"none over {FROZEN:g} s", blame)
    yield from _spans("silence", seen.silent, SILENCE, f"none over {SILENCE} s", blame)
    yield _same("loudness", seen.lufs is not None and abs(seen.lufs - LUFS) <= LUFS_OFF, _db(seen.lufs, "LUFS"),
                f"{LUFS:g} ± {LUFS_OFF:g} LUFS")  # fmt: skip
    yield _same("true peak", seen.peak_db is not None and seen.peak_db <= PEAK, _db(seen.peak_db, "dBTP"),
                f"at most {PEAK:g} dBTP")  # fmt: skip
    yield _same("clipping", seen.flat is not None and seen.flat <= FLAT, _db(seen.flat, "flat factor"),
                f"flat factor at most {FLAT:g}")  # fmt: skip
    if timeline.captions != "none":
        yield from captions(timeline)


def _same(check: str, passed: bool, value: str, rule: str) -> Measure:
    return Measure(check=check, passed=passed, value=value, rule=rule)


def _db(value: float | None, unit: str) -> str:
    return "not measured" if value is None else f"{value:.1f} {unit}"


def _blame(timeline: Timeline) -> Callable[[float, float], str]:
    """The scene in which most of a stretch of the film lies."""
    ends = [frames / timeline.fps for frames in accumulate(cut.frames for cut in timeline.cuts)]
    starts = [0.0, *ends[:-1]]

    def blame(start: float, end: float) -> str:
        shared = [min(end, e) - max(start, s) for s, e in zip(starts, ends, strict=True)]
        return timeline.cuts[shared.index(max(shared))].id

    return blame


def _spans(
    check: str, spans: Sequence[Span], most: float, rule: str, blame: Callable[[float, float], str],
    inclusive: bool = False,
) -> Iterator[Measure]:  # fmt: skip
    slack = 1e-6 if inclusive else -1e-6
    wrong = [(a, b) for a, b in spans if b - a > most - slack]
    for start, end in wrong[:SHOWN]:
        yield Measure(check=check, passed=False, value=f"{end - start:.2f} s", rule=rule, at=round(start, 3),
                      scene=blame(start, end))  # fmt: skip
    if not wrong:
        longest = max((b - a for a, b in spans), default=0.0)
        yield Measure(check=check, passed=True, value=f"{max(0.0, longest):.2f} s" if spans else "none", rule=rule)


def captions(timeline: Timeline) -> Iterator[Measure]:
    """The captions against the speech: that they cover it, and that every cue can be read."""
    told = any(cut.speech for cut in timeline.cuts)
    fps, near = timeline.fps, round(NEAR * timeline.fps)
    spoken = covered = 0
    worst, worst_at, begin = ("", 1.0), 0.0, 0
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
            if len(heard) and has / len(heard) < worst[1]:
                worst, worst_at = (cut.id, has / len(heard)), (begin + clip.start) / fps
        shelves = ((cues, True), (cut.cues, False)) if told else ((cues, timeline.captions == "words"),)
        rows = [(a, b, paced) for shelf, paced in shelves for a, b in zip(shelf, [*shelf[1:], None], strict=False)]
        for cue, then, paced in rows:
            if fault := _fault(cue, then, cut.frames, fps, paced):
                wrong.append(Measure(check="captions", passed=False, value=fault, rule="cues that can be read",
                                     at=round((begin + cue.start) / fps, 3), scene=cut.id))  # fmt: skip
        begin += cut.frames
    share = covered / spoken if spoken else 1.0
    good = share >= COVER
    yield Measure(check="captions cover", passed=good, value=f"{share:.1%} of speech", rule=f"at least {COVER:.0%}",
                  at=None if good else round(worst_at, 3), scene="" if good else worst[0])  # fmt: skip
    yield from wrong[:SHOWN]
    if not wrong:
        cues_seen = sum(len(cut.speech if told else cut.cues) for cut in timeline.cuts)
        yield Measure(check="captions", passed=True, value=f"{cues_seen} cues", rule="cues that can be read")


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
