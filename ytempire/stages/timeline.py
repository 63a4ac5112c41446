"""Which picture, caption and sound when."""

from __future__ import annotations

from typing import Any, Literal, get_args

from ytempire.address import address
from ytempire.config.sections import Footage, Look
from ytempire.contracts import FindMusic, FindPhoto, Format
from ytempire.editorial.beats import beats, elements
from ytempire.editorial.cues import keys, phrases
from ytempire.editorial.joins import joins
from ytempire.editorial.visuals import default_visual
from ytempire.errors import ConfigError, Problem
from ytempire.gateway import Gateway
from ytempire.media.fonts import require
from ytempire.models import (
    Bed,
    Blob,
    Brief,
    Clip,
    Credit,
    Cue,
    CueWord,
    Cut,
    Narration,
    Picture,
    Scene,
    Script,
    Seed,
    Take,
    Timeline,
    Visual,
)

FPS = 30
SIZES = {"16:9": (1920, 1080), "9:16": (1080, 1920), "1:1": (1080, 1080)}
LEAD, PARAGRAPH, TAIL, LAST = 7, 6, 8, 36  # frames before the first word, between paragraphs, after, and at the end
Layout = Literal["left", "right", "center"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)


def timeline(
    script: Script,
    narration: Narration,
    brief: Brief,
    format: Format,
    look: Look,
    footage: Footage,
    seed: Seed,
    gateway: Gateway,
) -> Timeline:
    """Lay every scene out in whole frames; a scene's own times begin at its first frame, so no scene moves another."""
    width, height = SIZES[look.aspect]
    tall = height > width
    style = look.captions if look.captions != "auto" else ("words" if tall else "keys")
    cuts: list[Cut] = []
    for index, scene in enumerate(script.scenes):
        takes = [take for take in narration.takes if take.scene == scene.id]
        clips, words, frames = place(scene, takes, first=index == 0, last=index == len(script.scenes) - 1)
        visual: Visual = scene.visual or default_visual(scene)
        burnt: tuple[Cue, ...] = ()
        if style == "words":
            burnt = phrases(words, width=18, lines=1, fps=FPS)
        elif style == "keys":
            burnt = keys(words, fps=FPS, avoid=elements(visual))
        files, credits = _files(visual, footage, gateway)
        cuts.append(
            Cut(
                id=scene.id,
                role=scene.role,
                title=scene.title,
                frames=frames,
                visual=visual,
                layout=_layout(seed.value, index),
                variant=_draw(999, "variant", seed.value, index),
                beats=beats(visual, words, frames),
                source=_source(scene, brief),
                index=index,
                count=len(script.scenes),
                cues=burnt,
                speech=phrases(words, width=32 if tall else 42, lines=2, fps=FPS),
                clips=clips,
                files=files,
                credits=credits,
            )
        )
    _check_letters(cuts)
    return Timeline(
        width=width,
        height=height,
        fps=FPS,
        theme=look.theme,
        accent=look.accent,
        captions=style,
        mark=look.mark,
        cuts=tuple(cuts),
        joins=joins(look.joins or format.joins, cuts, seed.value, FPS, tall),
        bed=_bed(look, seed.value, footage, gateway),
    )


def _files(visual: Visual, footage: Footage, gateway: Gateway) -> tuple[dict[str, Blob], tuple[Credit, ...]]:
    """The files that a visual names, and whose they are."""
    files: dict[str, Blob] = {}
    credits: list[Credit] = []
    if isinstance(visual, Picture):
        found = gateway.ask(FindPhoto(file=visual.file), footage)
        files[visual.file] = found.file
        credits.append(Credit(file=visual.file, credit=visual.credit or found.credit, licence=found.licence))
    return files, tuple(credits)


def _check_letters(cuts: list[Cut]) -> None:
    """Every letter on the screen must be in a font, of all scenes at once and before any is drawn."""
    problems: list[Problem] = []
    for cut in cuts:
        shown = [*_texts(cut.visual.model_dump(exclude={"kind", "file"})), cut.source]
        shown += [word.text for cue in cut.cues for word in cue.words]
        try:
            require(" ".join(shown), where=f"script.md: scene {cut.id}")
        except ConfigError as error:
            problems += error.problems
    if problems:
        raise ConfigError(problems)


def _texts(found: Any) -> list[str]:
    if isinstance(found, str):
        return [found]
    parts = found.values() if isinstance(found, dict) else found if isinstance(found, tuple | list) else ()
    return [text for part in parts for text in _texts(part)]


def place(scene: Scene, takes: list[Take], *, first: bool, last: bool) -> tuple[tuple[Clip, ...], list[CueWord], int]:
    """The takes of a scene one after another: sounds, words and length, in frames from the scene's start."""
    ends = {sum(len(p) for p in scene.paragraphs[: n + 1]) - 1 for n in range(len(scene.paragraphs) - 1)}
    at, clips, words = LEAD + (5 if first else 0), [], []
    for take in takes:
        clips.append(Clip(start=at, audio=take.audio, ms=take.ms))
        for word in take.words:
            start = at + round(word.start * FPS / 1000)
            words.append(CueWord(text=word.text, start=start, end=max(start + 1, at + round(word.end * FPS / 1000))))
        at += -(-take.ms * FPS // 1000) + (PARAGRAPH if take.line in ends else 0)
    return tuple(clips), words, at + (LAST if last else TAIL)


def _draw(sides: int, *what: object) -> int:
    """A number below `sides`, the same for the same words; no scene's text decides another's."""
    return int(address("draw", *what)[:12], 16) % sides


def _layout(seed: int, index: int) -> Layout:
    """Never the same as the scene before."""
    here = _draw(3, "layout", seed)
    for step in range(index):
        here = (here + 1 + _draw(2, "layout", seed, step)) % 3
    return LAYOUTS[here]


def _source(scene: Scene, brief: Brief) -> str:
    names = {note.id: note.source or note.author or note.title for note in brief.sources}
    used = dict.fromkeys(names[n] for line in scene.lines for n in line.notes if names.get(n))
    return " · ".join(list(used)[:2])


def _bed(look: Look, seed: int, footage: Footage, gateway: Gateway) -> Bed | None:
    if look.music == "none":
        return None
    if "." in look.music or "/" in look.music:
        return Bed(mood="file", file=gateway.ask(FindMusic(file=look.music), footage).file)
    return Bed(mood=look.music, seed=seed)
