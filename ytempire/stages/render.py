"""The film, drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import accumulate, pairwise

from ytempire.config.sections import Render
from ytempire.contracts import DrawJoin, Drawn, DrawScene, Join, Mix, Picturing
from ytempire.editorial.chapters import chapters
from ytempire.errors import ConfigError, Problem
from ytempire.gateway import Gateway
from ytempire.models import Cut, Speaker, Timeline, Topic, Transition, Video


def render(timeline: Timeline, topic: Topic, render: Render, gateway: Gateway) -> Video:
    """Draw every scene once, side by side, mix the sound meanwhile, and join them without encoding again."""
    with ThreadPoolExecutor(1, thread_name_prefix="sound") as pool:
        sounding = pool.submit(_quiet(gateway).ask, mix(timeline), LOCAL)
        drawn = gateway.map(pieces(timeline), render, weigh=lambda reply: reply.frames / timeline.fps)
        mixed = sounding.result()
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
    if film.encoded_again:
        gateway.say_once("note", _mixed(drawn, film.encoded_again))
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
PART = 3.0  # seconds of a scene that are drawn in one piece, more or less


def _quiet(gateway: Gateway) -> Gateway:
    """The same gateway without its steps, which would be counted among those of the scenes."""
    return replace(gateway, tell=lambda event: gateway.tell(event) if event.state != "step" else None)


def mix(timeline: Timeline) -> Mix:
    """All that is heard, in frames from the film's start."""
    starts = (0, *accumulate(cut.frames for cut in timeline.cuts))[: len(timeline.cuts)]
    clips = tuple(
        clip.model_copy(update={"start": start + clip.start})
        for start, cut in zip(starts, timeline.cuts, strict=True)
        for clip in cut.clips
    )
    effects = tuple(
        effect.model_copy(update={"start": start + effect.start})
        for start, cut in zip(starts, timeline.cuts, strict=True)
        for effect in cut.effects
    )
    return Mix(
        frames=timeline.frames,
        fps=timeline.fps,
        clips=clips,
        effects=effects,
        speakers=tuple(Speaker(name=s.name, pan=s.pan, tone=s.tone) for s in timeline.speakers),
        bed=timeline.bed,
        cut_frames=starts,
    )


def _mixed(drawn: Sequence[Drawn], again: int) -> str:
    """What is told when an encoder failed in the middle, or some pieces are remembered from another one."""
    names = " and ".join(sorted({d.encoder for d in drawn if d.encoder}))
    return f"{len(drawn)} pieces were encoded by {names}; {again} of them once more, to join with the others"


def pieces(timeline: Timeline) -> tuple[DrawScene | DrawJoin, ...]:
    """All that is drawn, in the order of the film: each scene's body, and the joins between them.

    A join takes half of its frames from the end of one scene and half from the beginning of the next. So a changed
    scene is drawn again with its two joins, and no other.
    """
    cuts, look = timeline.cuts, picturing(timeline)
    joins = [_real(timeline.join(index)) for index in range(len(cuts) - 1)]
    out = (*(join.frames // 2 for join in joins), 0)  # what each scene leaves to the join at its end
    into = (0, *(join.frames - join.frames // 2 for join in joins))
    _check(cuts, joins, into, out)
    drawn: list[DrawScene | DrawJoin] = []
    for index, cut in enumerate(cuts):
        drawn += bodies(seen(cut), look, into[index], cut.frames - out[index])
        if index < len(joins) and joins[index].kind != "cut":
            after = seen(cuts[index + 1])
            drawn.append(DrawJoin(before=seen(cut), after=after, join=joins[index], look=look))
    return tuple(drawn)


def bodies(cut: Cut, look: Picturing, first: int, last: int) -> Iterator[DrawScene]:
    """A scene's frames in parts of equal length, so that a long scene keeps more than one processor busy.

    Where they are parted goes by the scene alone: the same on every machine, or nothing would be remembered. A clip is
    not parted, since what lies before a place in it would have to be read once more.
    """
    whole = cut.visual.kind == "footage"
    count = 1 if whole else max(1, round((last - first) / (PART * look.fps)))
    edges = [first + (last - first) * part // count for part in range(count + 1)]
    for begin, end in pairwise(edges):
        to = None if end == cut.frames else end
        yield DrawScene(cut=cut, look=look, first=begin, last=to, stays=last < cut.frames)


def _real(join: Transition) -> Transition:
    """A join of no length is a cut, whatever it is called."""
    return join if join.kind != "cut" and join.frames >= 2 else Transition()


def _check(cuts: Sequence[Cut], joins: Sequence[Transition], into: Sequence[int], out: Sequence[int]) -> None:
    """A timeline may come from anybody: what cannot be drawn is told at once, all of it."""
    problems = []
    for index, cut in enumerate(cuts):
        if into[index] + out[index] >= cut.frames:
            problems.append(
                Problem(
                    f"its joins take {into[index] + out[index]} frames, and it has {cut.frames}",
                    f"scene {cut.id}",
                    "Make the joins before and after it shorter, or cuts.",
                )
            )
    if problems:
        raise ConfigError(problems)


def scene_request(timeline: Timeline, cut: Cut) -> DrawScene:
    """All that decides a scene's picture and nothing else: its words, which choose what is drawn, but no sound."""
    return DrawScene(cut=seen(cut), look=picturing(timeline))


def seen(cut: Cut) -> Cut:
    """A cut without what is only heard or told."""
    return cut.model_copy(update={"clips": (), "effects": (), "credits": (), "picture_from": ""})


def picturing(timeline: Timeline) -> Picturing:
    """What every scene of a film has in common, as far as it is seen."""
    return Picturing(
        width=timeline.width,
        height=timeline.height,
        fps=timeline.fps,
        theme=timeline.theme,
        accent=timeline.accent,
        own=timeline.own,
        captions=timeline.captions,
        caption_style=timeline.caption_style,
        mark=timeline.mark,
        speakers=tuple(Speaker(name=s.name, colour=s.colour) for s in timeline.speakers if s.colour),
        watermark=timeline.watermark,
        lut=timeline.lut,
    )


def _frames(drawn: list[Drawn]) -> tuple[int, ...]:
    return tuple(d.frames for d in drawn)
