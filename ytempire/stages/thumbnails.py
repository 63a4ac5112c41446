"""A film's thumbnails: each with another idea, scored, the best first."""

from __future__ import annotations

from collections.abc import Sequence

from ytempire.config.sections import Chain
from ytempire.contracts import DrawThumbnail
from ytempire.editorial.ideas import Pitch, pitches
from ytempire.gateway import Gateway
from ytempire.media import drawings
from ytempire.models import Blob, History, Picture, Script, Seed, Thumbnail, Timeline, Topic

CHAIN = Chain(use=("pillow",))
KEPT, DRAWN, BEFORE = 3, 5, 5  # thumbnails of a film, ideas that are drawn, and earlier films that they are held to


def thumbnails(
    script: Script,
    topic: Topic,
    timeline: Timeline,
    words: tuple[str, str],
    title: str,
    seed: Seed,
    history: History,
    gateway: Gateway,
) -> tuple[Thumbnail, ...]:
    """Draw what the film has ideas for, and keep the best three; no two say the same."""
    found = pitches(script, topic, timeline.cuts, *words)[:DRAWN]
    drawn = draw(found, script, topic, timeline, title, (seed.value,) * len(found), earlier(history), gateway)
    kept: list[Thumbnail] = []
    again: list[Thumbnail] = []
    for one in sorted(drawn, key=lambda thumb: (_bare(thumb), -thumb.score)):
        (again if one.words in [other.words for other in kept] else kept).append(one)
    return tuple((kept + again)[:KEPT])


def _bare(thumb: Thumbnail) -> bool:
    """Whether it asks of nothing: `Why?` alone suits any film, so it is never the first."""
    return thumb.idea == "question" and len(thumb.words.split()) == 1


def draw(
    found: Sequence[Pitch],
    script: Script,
    topic: Topic,
    timeline: Timeline,
    title: str,
    seeds: Sequence[int],
    before: tuple[Blob, ...],
    gateway: Gateway,
) -> list[Thumbnail]:
    """A thumbnail for each pitch, in their order; `seeds` choose layout and ground."""
    photos = [
        cut.files[cut.visual.file]
        for cut in timeline.cuts
        if isinstance(cut.visual, Picture) and cut.visual.file in cut.files
    ]
    requests = []
    for pitch, seed in zip(found, seeds, strict=True):
        photo = photos[seed % len(photos)] if photos and pitch.idea == "object" else None
        about = [pitch.words, topic.subject, script.title, *(scene.title for scene in script.scenes)]
        name = drawings.find(about)
        requests.append(
            DrawThumbnail(
                words=pitch.words,
                accent_word=pitch.accent,
                theme=timeline.theme,
                accent=timeline.accent,
                own=timeline.own,
                mark=timeline.mark,
                photo=photo,
                figure=pitch.figure,
                portrait=timeline.height > timeline.width,
                seed=seed,
                idea="words" if photo else pitch.idea,
                second=pitch.second,
                sides=pitch.sides,
                object="" if photo else name or "",
                title=title,
                earlier=before,
            )
        )
    return [
        Thumbnail(image=reply.image, idea=pitch.idea, words=said(pitch), score=reply.score, reasons=reply.reasons)
        for pitch, reply in zip(found, gateway.map(requests, CHAIN), strict=True)
    ]


def earlier(history: History) -> tuple[Blob, ...]:
    """The thumbnails of the channel's last films."""
    return tuple(film.thumbnail for film in history.films[-BEFORE:] if film.thumbnail)


def said(pitch: Pitch) -> str:
    """All that a thumbnail says, in one line."""
    sides = [*pitch.sides, "", ""][:2]
    one = " ".join(p for p in (pitch.figure, sides[0]) if p)
    two = " ".join(p for p in (pitch.second, sides[1]) if p)
    return " ".join(p for p in (f"{one} / {two}" if two else one, pitch.words) if p)
