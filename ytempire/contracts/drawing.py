"""What is drawn here: scenes, joins, sheets and thumbnails."""

from __future__ import annotations

from typing import Literal

from ytempire.contracts.request import Memory, Reply, Request
from ytempire.models import Blob, CaptionStyle, Cut, Frozen, Idea, OwnTheme, Reason, Speaker, Transition, Watermark


class Drawn(Reply):
    segment: Blob
    frames: int
    encoder: str = ""  # what encoded it; of a film's segments some may be of another than the rest


class Picturing(Frozen):
    """What every scene of a film has in common, as far as it is seen."""

    width: int
    height: int
    fps: int
    theme: str
    accent: str = ""
    own: OwnTheme | None = None  # the channel's own theme, whole
    captions: Literal["words", "keys", "none"] = "keys"
    caption_style: CaptionStyle = "lit"
    mark: str = ""
    speakers: tuple[Speaker, ...] = ()  # whose colours captions have; nothing that is only heard
    watermark: Watermark | None = None
    lut: Blob | None = None


class DrawScene(Request[Drawn]):
    """Draw one scene, or its frames from `first` up to `last`, as one segment without sound."""

    kind = "scene"
    memory = Memory.COMPUTED
    reply = Drawn
    cut: Cut  # without its clips and effects: the sound is not drawn
    look: Picturing
    first: int = 0
    last: int | None = None  # None is the scene's end
    stays: bool | None = None  # whether its graphics stand at the scene's end; None: unless it is drawn to its end
    lossless: bool = False  # exactly what is drawn, to hold the film against


class DrawJoin(Request[Drawn]):
    """Draw a join: the end of one scene becoming the beginning of the next, as one segment of `join.frames` frames.

    Half of its frames are taken from each side of the cut; each scene goes on by its own clock.
    """

    kind = "scene"
    memory = Memory.COMPUTED
    reply = Drawn
    before: Cut
    after: Cut
    join: Transition
    look: Picturing


class Sheeted(Reply):
    image: Blob


class DrawSheet(Request[Sheeted]):
    """Lay moments of a film side by side on one picture; `moments` are frames with a line for each."""

    kind = "film"
    memory = Memory.COMPUTED
    reply = Sheeted
    film: Blob
    fps: int
    moments: tuple[tuple[int, str], ...]
    columns: int = 4


class Thumbed(Reply):
    image: Blob
    contrast: float  # WCAG ratio of the text on what lies under it
    score: float = 0.0  # 0-100, from measures of the picture; no promise of clicks
    reasons: tuple[Reason, ...] = ()


class DrawThumbnail(Request[Thumbed]):
    """Draw a thumbnail: at most four words, over the theme or a picture."""

    kind = "thumb"
    memory = Memory.COMPUTED
    reply = Thumbed
    words: str
    accent_word: str = ""
    theme: str
    accent: str = ""
    own: OwnTheme | None = None  # the channel's own theme, whole
    mark: str = ""
    photo: Blob | None = None
    figure: str = ""  # a number to show large, if the film has one
    portrait: bool = False
    seed: int = 0
    idea: Idea = "words"
    second: str = ""  # the other side of a comparison
    sides: tuple[str, ...] = ()  # a word or two under each side
    object: str = ""  # a drawn object by its name in media/drawings.py
    title: str = ""  # of the film: the words should not say it again
    earlier: tuple[Blob, ...] = ()  # the channel's last thumbnails: this one should not look the same
