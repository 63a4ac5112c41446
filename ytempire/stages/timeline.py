"""Which picture, caption and sound when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

from ytempire.address import address
from ytempire.config.sections import SOUGHT, Bookend, Clips, Footage, Images, Look, Voice, Voices
from ytempire.contracts import Brand, FindFile, FindMusic, FindRoll, Format
from ytempire.editorial import bookends
from ytempire.editorial.accents import accented
from ytempire.editorial.beats import beats, elements, guess
from ytempire.editorial.joins import joins
from ytempire.editorial.ladder import proposed
from ytempire.editorial.turns import NARRATOR, burnt, speech, turns
from ytempire.editorial.visuals import default_visual
from ytempire.errors import ConfigError, Problem
from ytempire.gateway import Gateway
from ytempire.media import themes
from ytempire.media.cast import cast
from ytempire.media.fonts import require
from ytempire.models import (
    Bed,
    Brief,
    Clip,
    Credit,
    CueWord,
    Cut,
    End,
    History,
    Narration,
    Roll,
    Scene,
    Script,
    Seed,
    Speaker,
    Take,
    Terminal,
    Timeline,
    Visual,
    Watermark,
)
from ytempire.stages.climb import Climb
from ytempire.stages.own_theme import own_theme
from ytempire.stages.seen import FPS, Seen

MARKS = (".png", ".webp")  # what a watermark may be: they can be clear in parts
SIZES = {"16:9": (1920, 1080), "9:16": (1080, 1920), "1:1": (1080, 1080)}
LEAD, PARAGRAPH, TAIL, LAST = 7, 6, 8, 36  # frames before the first word, between paragraphs, after, and at the end
OPENING = 5  # frames more before the film's own first word
VARIANTS = 999  # ways that a scene's ground may be laid; whoever draws takes of them as many as there are
UNSHOWN = ("kind", "file", "front", "next_file", "about", "motion", "way", "fit")  # keys of visuals, no words
Layout = Literal["left", "right", "center"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)


def timeline(
    script: Script,
    narration: Narration,
    brief: Brief,
    format: Format,
    look: Look,
    brand: Brand,
    voices: Voices,
    footage: Footage,
    images: Images,
    clips: Clips,
    history: History,
    seed: Seed,
    gateway: Gateway,
) -> Timeline:
    """Lay every scene out in whole frames; a scene's own times begin at its first frame, so no scene moves another."""
    own = own_theme(look, footage, gateway)
    width, height = SIZES[look.aspect]
    tall = height > width
    style = look.captions if look.captions != "auto" else ("words" if tall else "keys")
    climb = Climb(footage, gateway, images, clips, (width, height), seed.value, brand.language)
    seen = Seen.of(script.scenes, footage, history, gateway, climb)
    visuals = {scene.id: scene.visual or default_visual(scene) for scene in script.scenes}
    wishes = proposed(script.scenes, visuals, format.roles) if climb.outside() else {}
    cuts: list[Cut] = []
    for index, scene in enumerate(script.scenes):
        takes = [take for take in narration.takes if take.scene == scene.id]
        spoken, words, frames = place(scene, takes, first=index == 0, last=index == len(script.scenes) - 1)
        if scene.id in wishes:
            shown = seen.show(wishes[scene.id], frames, scene, otherwise=visuals[scene.id])
        else:
            shown = seen.show(visuals[scene.id], frames, scene)
        visual = shown.visual
        said = turns(words, takes)
        cuts.append(
            Cut(
                id=scene.id,
                role=scene.role,
                title=scene.title,
                frames=frames,
                visual=visual,
                layout=_layout(seed.value, index),
                variant=_draw(VARIANTS, "variant", seed.value, index),
                beats=beats(visual, words, frames),
                source=_source(scene, brief),
                index=index,
                count=len(script.scenes),
                cues=burnt(said, style, tall=tall, fps=FPS, avoid=elements(visual)),
                speech=speech(said, tall=tall, fps=FPS),
                clips=spoken,
                effects=shown.effects,
                files=shown.files,
                credits=shown.credits,
                picture_from=shown.source,
            )
        )
    framed = _framed(cuts, look, brand, voices, history, seen, seed.value)
    between = joins(look.joins or format.joins, framed, seed.value, FPS, tall)
    chosen = themes.chosen(look.theme, look.accent, own, gateway.kit.blobs)
    _check_letters(framed, chosen)
    return Timeline(
        width=width,
        height=height,
        fps=FPS,
        theme=look.theme,
        accent=look.accent,
        own=own,
        captions=style,
        mark=look.mark,
        caption_style=look.caption_style,
        cuts=accented(framed, between, FPS) if look.effects else framed,
        joins=between,
        bed=_bed(look, seed.value, footage, gateway, climb),
        speakers=_speakers(narration, voices, chosen),
        watermark=_watermark(look, footage, gateway),
        lut=gateway.ask(FindFile(file=look.lut, suffixes=(".cube",)), footage).file if look.lut else None,
    )


def _framed(
    cuts: list[Cut], look: Look, brand: Brand, voices: Voices, history: History, seen: Seen, seed: int
) -> tuple[Cut, ...]:
    """The scenes with what the channel puts round them: names of who speaks, an intro, an outro."""
    own: Sequence[Cut] = cuts
    if look.lower_thirds:
        names = {name: voice.shown_as or ("" if name == NARRATOR else name.replace("_", " ").title())
                 for name, voice in voices.speakers.items()}  # fmt: skip
        own = bookends.introduced(cuts, names, FPS)
    first = last = None
    if look.intro.show:
        visual = bookends.intro(look.intro.show, look.intro.headline, look.intro.support,
                                title=brand.title, tagline=brand.tagline)  # fmt: skip
        first = _bookend("intro", visual, look.intro, cuts, seen, seed)
    ends = isinstance(cuts[-1].visual, End) and look.outro.show == bookends.CARD  # the script has an end card already
    if look.outro.show and not ends:
        following = history.films[-1].title if history.films else ""
        visual = bookends.outro(look.outro.show, look.outro.headline, look.outro.support, title=brand.title,
                                language=brand.language, ask=brand.call_to_action, following=following)  # fmt: skip
        last = _bookend("outro", visual, look.outro, cuts, seen, seed)
    return bookends.framed(own, first, last)


def _bookend(
    role: Literal["intro", "outro"], visual: Visual, end: Bookend, cuts: list[Cut], seen: Seen, seed: int
) -> Cut:
    seconds = end.seconds
    if isinstance(visual, Roll):
        seconds = min(seconds, seen.find(visual.file, FindRoll(file=visual.file)).seconds or seconds)
    frames = max(FPS, round(seconds * FPS))
    shown = seen.show(visual, frames, speaks=False)
    cut = bookends.bookend(role, shown.visual, frames, cuts)
    return cut.model_copy(update={
        "files": shown.files, "credits": shown.credits, "effects": shown.effects, "picture_from": shown.source,
        "variant": _draw(VARIANTS, "variant", seed, role),
    })  # fmt: skip


def _speakers(narration: Narration, voices: Voices, theme: themes.Theme) -> tuple[Speaker, ...]:
    """Who speaks in this film and how they are told apart; a narrator alone, of whom nothing is asked, is not named."""
    asked = []
    for name in dict.fromkeys(take.speaker for take in narration.takes):
        voice = voices.speakers.get(name) or Voice()  # a narration may be made or edited by hand
        asked.append(Speaker(name=name, pan=voice.pan, tone=voice.tone, colour=voice.colour))
    if asked == [Speaker(name=NARRATOR)]:
        return ()
    return cast(asked, theme)


def _watermark(look: Look, footage: Footage, gateway: Gateway) -> Watermark | None:
    if not look.watermark:
        return None
    found = gateway.ask(FindFile(file=look.watermark, suffixes=MARKS), footage)
    return Watermark(image=found.file, corner=look.watermark_corner, opacity=look.watermark_opacity)


def _check_letters(cuts: Sequence[Cut], theme: themes.Theme) -> None:
    """Every letter on the screen must be in a font, of all scenes at once and before any is drawn."""
    keys = dict.fromkeys(value for value in theme.type.model_dump().values() if isinstance(value, str))
    problems: list[Problem] = []
    for cut in cuts:
        shown = [*_texts(cut.visual.model_dump()), cut.source]
        if isinstance(cut.visual, Terminal):  # its screen has fonts and rules of its own
            from ytempire.media.terminal import ground as terminal

            shown = [cut.visual.title, cut.source]
            try:
                terminal.check(cut.visual, f"script.md: scene {cut.id}", terminal.own_fonts(theme))
            except ConfigError as error:
                problems += error.problems
        shown += [word.text for cue in cut.cues for word in cue.words]
        shown += [cut.lower_third.name, cut.lower_third.text] if cut.lower_third else []
        for key in keys:
            try:
                require(" ".join(shown), key, where=f"script.md: scene {cut.id}")
            except ConfigError as error:
                problems += error.problems
    if problems:
        raise ConfigError(list(dict.fromkeys(problems)))


def _texts(found: Any) -> list[str]:
    if isinstance(found, str):
        return [found]
    if isinstance(found, dict):
        parts: Any = (value for key, value in found.items() if key not in UNSHOWN)
    else:
        parts = found if isinstance(found, tuple | list) else ()
    return [text for part in parts for text in _texts(part)]


def place(scene: Scene, takes: list[Take], *, first: bool, last: bool) -> tuple[tuple[Clip, ...], list[CueWord], int]:
    """The takes of a scene one after another: sounds, words and length, in frames from the scene's start."""
    ends = {sum(len(p) for p in scene.paragraphs[: n + 1]) - 1 for n in range(len(scene.paragraphs) - 1)}
    at, clips, words = LEAD + (OPENING if first else 0), [], []
    asked, waits = guess(scene.visual, [line.text for line in scene.lines]) or (-1, 0)
    for take in takes:
        clips.append(Clip(start=at, audio=take.audio, ms=take.ms, speaker=take.speaker))
        for word in take.words:
            start = at + round(word.start * FPS / 1000)
            words.append(CueWord(text=word.text, start=start, end=max(start + 1, at + round(word.end * FPS / 1000))))
        at += -(-take.ms * FPS // 1000) + (PARAGRAPH if take.line in ends else 0)
        at += waits if take.line == asked else 0
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


def _bed(look: Look, seed: int, footage: Footage, gateway: Gateway, climb: Climb) -> Bed | None:
    if look.music == "none":
        return None
    if look.music.startswith(SOUGHT):
        found = climb.music(look.music.removeprefix(SOUGHT).strip())
        credit = Credit(file=found.name, credit=found.credit, licence=found.licence, url=found.url)
        return Bed(mood="file", file=found.file, credit=credit)
    if "." in look.music or "/" in look.music:
        found = gateway.ask(FindMusic(file=look.music), footage)
        credit = Credit(file=look.music, credit=found.credit, licence=found.licence)
        return Bed(mood="file", file=found.file, credit=credit)
    return Bed(mood=look.music, seed=seed)
