"""The measured file against the rules that every film is held to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ytempire.media import ffmpeg
from ytempire.media.inspect.rows import Places, bad, good, same
from ytempire.media.inspect.seen import SHOWN, Seen, Span
from ytempire.models import Measure, Picture, Quiz, Rules, Timeline

EDGE = 0.5  # seconds at either end that may be black
APART = 0.1  # seconds between sound and picture


def judge(seen: Seen, media: ffmpeg.Media, timeline: Timeline | None, rules: Rules) -> Iterator[Measure]:
    """Every rule about the file itself, as a row; with a timeline, also those about its plan."""
    has = " and ".join(n for n, there in (("picture", media.video), ("sound", media.audio)) if there)
    yield same("streams", media.video and media.audio, has or "nothing", "picture and sound")
    if not (media.video and media.audio):
        return
    places = Places(timeline) if timeline else None
    size = f"{media.width}x{media.height}"
    least = rules.least_pixels
    yield same("least size", min(media.width, media.height) >= least, size, f"{least} pixels on the shorter side")
    if timeline:
        planned = f"{timeline.width}x{timeline.height}"
        yield same("size", size == planned, size, planned)
        yield same("rate", abs(media.fps - timeline.fps) < 0.01, f"{media.fps:g} fps", f"{timeline.fps} fps")
    kind = f"{media.codec} {media.pix_fmt} {media.color or 'untagged'}"
    yield same("picture", kind == "h264 yuv420p bt709", kind, "h264 yuv420p bt709")
    kind = f"{media.audio_codec} {media.audio_rate} Hz, {media.audio_channels} channels"
    yield same("sound", kind == "aac 48000 Hz, 2 channels", kind, "aac 48000 Hz, 2 channels")
    whole = not seen.broken and seen.frames == media.frames
    first = seen.broken[0] if seen.broken else f"{seen.frames} of {media.frames} frames"
    yield same("decodes", whole, first[:200], "every frame, without an error")
    if timeline:
        yield from _lengths(media, timeline, rules)
    apart = abs(media.seconds - media.audio_seconds)
    yield same("together", apart <= APART, f"{apart:.3f} s apart", f"within {APART} s")
    inside = [(max(a, EDGE), min(b, media.seconds - EDGE)) for a, b in seen.black]
    rule = f"none of {rules.black_seconds:g} s, but for the first and last {EDGE} s"
    yield from _spans("black", inside, rules.black_seconds, rule, places, media.fps, inclusive=True)
    frozen = [span for span in seen.frozen if not (places and _may_stand(places, span))]
    rule = f"none over {rules.frozen_seconds:g} s"
    yield from _spans("frozen", frozen, rules.frozen_seconds, rule, places, media.fps)
    rule = f"none over {rules.silence_seconds:g} s"
    silent = [span for span in seen.silent if not (places and _may_wait(places, span, rules))]
    yield from _spans("silence", silent, rules.silence_seconds, rule, places, media.fps)
    loud = seen.lufs is not None and abs(seen.lufs - rules.lufs) <= rules.lufs_tolerance
    yield same("loudness", loud, _db(seen.lufs, "LUFS"), f"{rules.lufs:g} ± {rules.lufs_tolerance:g} LUFS")
    under = seen.peak_db is not None and seen.peak_db <= rules.true_peak_db
    yield same("true peak", under, _db(seen.peak_db, "dBTP"), f"at most {rules.true_peak_db:g} dBTP")
    round_ = seen.flat is not None and seen.flat <= rules.flat_factor
    yield same("clipping", round_, _db(seen.flat, "flat factor"), f"flat factor at most {rules.flat_factor:g}")


def _lengths(media: ffmpeg.Media, timeline: Timeline, rules: Rules) -> Iterator[Measure]:
    plan = timeline.frames / timeline.fps
    for check, length in (("picture length", media.seconds), ("sound length", media.audio_seconds)):
        near = abs(length - plan) <= rules.length_tolerance * plan
        yield same(check, near, f"{length:.2f} s", f"{plan:.2f} s ± {rules.length_tolerance:.0%}")


def _may_stand(places: Places, span: Span) -> bool:
    """Whether a person marked the picture of that time as still."""
    visual = places.most(*span).cut.visual
    return isinstance(visual, Picture) and visual.motion == "still"


def _may_wait(places: Places, span: Span, rules: Rules) -> bool:
    """Whether nobody is meant to speak then: an intro, an outro, or the time to guess an answer."""
    cut = places.most(*span).cut
    guess = cut.visual.seconds if isinstance(cut.visual, Quiz) else 0
    return cut.plain or (guess > 0 and span[1] - span[0] <= guess + rules.silence_seconds)


def _db(value: float | None, unit: str) -> str:
    return "not measured" if value is None else f"{value:.1f} {unit}"


def _spans(
    check: str, spans: Sequence[Span], most: float, rule: str, places: Places | None, fps: float,
    inclusive: bool = False,
) -> Iterator[Measure]:  # fmt: skip
    slack = 1e-6 if inclusive else -1e-6
    wrong = [(a, b) for a, b in spans if b - a > most - slack]
    for start, end in wrong[:SHOWN]:
        yield bad(check, f"{end - start:.2f} s", rule, start, end, places.most(start, end) if places else None,
                  places.fps if places else fps)  # fmt: skip
    if not wrong:
        longest = max((b - a for a, b in spans), default=0.0)
        yield good(check, f"{max(0.0, longest):.2f} s" if spans else "none", rule)
