"""What is heard and seen when: milliseconds in a Narration, whole frames in a Timeline."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ytempire.models.found import PictureFrom
from ytempire.models.frozen import Artifact, Blob, Frozen
from ytempire.models.theme import OwnTheme
from ytempire.models.visuals import Visual


class Word(Frozen):
    """A word as it is written, with its time in its take in milliseconds."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Take(Frozen):
    """One sentence, spoken: its sound, its length in milliseconds, and its words."""

    scene: str
    line: int
    speaker: str
    text: str
    audio: Blob
    ms: int
    words: tuple[Word, ...]


class Narration(Artifact):
    """Every take of the film, in order, all of one speaker by one provider."""

    provider: dict[str, str]
    takes: tuple[Take, ...]
    publishable: bool = True  # False: a voice is a draft's, and a person must agree first
    voices: dict[str, dict[str, Any]] = {}  # by speaker, the whole voice of those that a profile gave


class CueWord(Frozen):
    """A caption's word; times in frames from the start of its scene."""

    text: str
    start: int
    end: int


class Cue(Frozen):
    """A caption: its words and its time, in frames from the start of its scene; `lines` breaks the words."""

    start: int
    end: int
    words: tuple[CueWord, ...]
    lines: tuple[int, ...] = ()  # words on each line; () means one line
    speaker: str = ""  # '' is the narrator


class Clip(Frozen):
    """A take on the timeline, in frames from the start of its scene."""

    start: int
    audio: Blob
    ms: int
    speaker: str = ""


EffectName = Literal["tick", "pop", "whoosh", "chime", "thud", "type", "riser", "shutter"]


class Effect(Frozen):
    """A short sound, in frames from the start of its scene: one of the set, or `ms` of a file from `from_ms` on.

    `db` is against its usual level; a clip of footage that keeps its sound is one too.
    """

    start: int
    name: EffectName | None = None
    audio: Blob | None = None
    from_ms: int = 0
    ms: int = 0
    speed: float = 1.0
    db: float = 0.0


class LowerThird(Frozen):
    """A name and a line under it, in frames from the start of its scene."""

    name: str
    text: str = ""
    start: int = 0
    end: int = 0


class Credit(Frozen):
    """Whose a picture, clip or piece of music is, and what it may be used for."""

    file: str
    credit: str = ""
    licence: str = ""
    url: str = ""  # where it was found


class Cut(Frozen):
    """A scene on the timeline: all that is needed to draw it, and nothing of its neighbours.

    Its tracks: picture (`visual`, `files`, `layout`, `variant`), graphics (`visual` at `beats`, `source`,
    `lower_third`), captions (`cues` burnt in, `speech` for the file), voice (`clips`) and effects (`effects`).
    """

    id: str
    role: str = ""
    title: str = ""
    frames: int = Field(gt=0)
    visual: Visual
    layout: Literal["left", "right", "center"] = "left"
    variant: int = 0
    beats: tuple[int, ...] = ()  # the frame at which each element of the visual appears
    source: str = ""
    index: int = 0
    count: int = 1
    cues: tuple[Cue, ...] = ()  # burnt into the picture
    speech: tuple[Cue, ...] = ()  # every word, for the captions file
    clips: tuple[Clip, ...] = ()
    effects: tuple[Effect, ...] = ()
    files: dict[str, Blob] = {}  # what the visual names, by the name it has there
    credits: tuple[Credit, ...] = ()
    lower_third: LowerThird | None = None
    plain: bool = False  # without progress, source and mark: an intro, an outro
    picture_from: PictureFrom = ""  # the step of the ladder that brought its picture; "" shows none


class Bed(Frozen):
    """The music under the voice: a synthesised one by mood and seed, or the channel's own file."""

    mood: str = "calm"
    seed: int = 0
    file: Blob | None = None
    duck_db: float = 16.0
    credit: Credit | None = None


TransitionKind = Literal["cut", "fade", "dissolve", "wipe", "slide", "zoom"]


class Transition(Frozen):
    """How one scene becomes the next: a plain cut, or a small segment of `frames` frames around the cut."""

    kind: TransitionKind = "cut"
    frames: int = Field(default=0, ge=0, le=90)
    way: Literal["left", "right", "up", "down"] = "left"


class Speaker(Frozen):
    """How a voice of the film is told from the others: place (-1 left to 1 right), tone, and colour of its captions."""

    name: str
    pan: float = Field(default=0.0, ge=-1, le=1)
    tone: Literal["plain", "warm", "bright", "radio"] = "plain"
    colour: str = Field(default="", pattern=r"^(#[0-9a-fA-F]{6})?$")


class Watermark(Frozen):
    """A small picture that stays in a corner; `width` is its share of the frame's, `opacity` 0-1."""

    image: Blob
    corner: Literal["top-left", "top-right", "bottom-left", "bottom-right"] = "top-right"
    width: float = Field(default=0.06, gt=0, le=0.3)
    opacity: float = Field(default=0.8, gt=0, le=1)


CaptionStyle = Literal["lit", "karaoke", "box", "pop", "outline", "underline", "plain"]


class Timeline(Artifact):
    """Which picture, caption and sound when; whole frames at `fps`. A scene's own times begin at its first frame."""

    width: int
    height: int
    fps: int = 30
    theme: str = "midnight"
    accent: str = ""
    own: OwnTheme | None = None  # the channel's own theme, whole, where `theme` names its file
    captions: Literal["words", "keys", "none"] = "keys"
    caption_style: CaptionStyle = "lit"
    mark: str = ""  # the channel's name or sign, small, on every scene
    cuts: tuple[Cut, ...] = Field(min_length=1)
    joins: tuple[Transition, ...] = ()  # between each scene and the next; what is not said is a cut
    bed: Bed | None = None
    speakers: tuple[Speaker, ...] = ()
    watermark: Watermark | None = None
    lut: Blob | None = None  # a .cube file that grades pictures and footage

    @property
    def frames(self) -> int:
        """How long the film is: joins lie over the scenes, and do not make it longer or shorter."""
        return sum(cut.frames for cut in self.cuts)

    def join(self, index: int) -> Transition:
        """How scene `index` becomes the next."""
        return self.joins[index] if index < len(self.joins) else Transition()
