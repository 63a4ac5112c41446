"""The film, drawn."""

from __future__ import annotations

from itertools import accumulate

from ytempire.config.sections import Render
from ytempire.contracts import DrawJoin, Drawn, DrawScene, Join, Mix, Picturing
from ytempire.editorial.chapters import chapters
from ytempire.gateway import Gateway
from ytempire.models import Clip, Cut, Speaker, Timeline, Topic, Video


def render(timeline: Timeline, topic: Topic, render: Render, gateway: Gateway) -> Video:
    """Draw every scene once, side by side, mix the sound, and join them without encoding again."""
    drawn = gateway.map(
        pieces(timeline),
        render,
        weigh=lambda reply: reply.frames / timeline.fps,
    )
    starts = (0, *accumulate(cut.frames for cut in timeline.cuts))[: len(timeline.cuts)]
    clips = tuple(
        Clip(start=start + clip.start, audio=clip.audio, ms=clip.ms)
        for start, cut in zip(starts, timeline.cuts, strict=True)
        for clip in cut.clips
    )
    mixed = gateway.ask(
        Mix(frames=timeline.frames, fps=timeline.fps, clips=clips, bed=timeline.bed, cut_frames=tuple(starts)), LOCAL
    )
    film = gateway.ask(
        Join(
            segments=tuple(d.segment for d in drawn),
            frames=_frames(drawn),
            fps=timeline.fps,
            audio=mixed.audio,
            chapters=chapters(timeline),
            title=topic.title,
        ),
        LOCAL,
    )
    return Video(
        film=film.film,
        width=timeline.width,
        height=timeline.height,
        fps=timeline.fps,
        frames=film.frames,
        seconds=film.seconds,
        lufs=mixed.lufs,
        peak_db=mixed.peak_db,
    )


LOCAL = Render()


def pieces(timeline: Timeline) -> tuple[DrawScene | DrawJoin, ...]:
    """All that is drawn, in the order of the film: each scene's body, and the joins between them."""
    return tuple(scene_request(timeline, cut) for cut in timeline.cuts)


def scene_request(timeline: Timeline, cut: Cut) -> DrawScene:
    """All that decides a scene's picture and nothing else: its words, which choose what is drawn, but no sound."""
    return DrawScene(cut=seen(cut), look=picturing(timeline))


def seen(cut: Cut) -> Cut:
    """A cut without what is only heard."""
    return cut.model_copy(update={"clips": (), "effects": (), "credits": ()})


def picturing(timeline: Timeline) -> Picturing:
    """What every scene of a film has in common, as far as it is seen."""
    return Picturing(
        width=timeline.width,
        height=timeline.height,
        fps=timeline.fps,
        theme=timeline.theme,
        accent=timeline.accent,
        captions=timeline.captions,
        caption_style=timeline.caption_style,
        mark=timeline.mark,
        speakers=tuple(Speaker(name=s.name, colour=s.colour) for s in timeline.speakers if s.colour),
        watermark=timeline.watermark,
        lut=timeline.lut,
    )


def _frames(drawn: list[Drawn]) -> tuple[int, ...]:
    return tuple(d.frames for d in drawn)
