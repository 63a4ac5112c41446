"""What may be asked of the world, what it answers, and what a provider is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ytempire.media.blobs import Blobs
from ytempire.models import (
    Bed,
    Blob,
    Brief,
    Candidate,
    CaptionStyle,
    Chapter,
    Clip,
    Cut,
    Effect,
    Format as Format,
    Frozen,
    History,
    Hit,
    Idea,
    Measure,
    Media,
    Note,
    OwnTheme,
    Package,
    Prices,
    Reason,
    Review,
    Role as Role,
    Rules,
    Script,
    Shape,
    Speaker,
    Storyboard,
    Timeline,
    Topic,
    Transition,
    Used,
    Video,
    Watermark,
    Word,
)  # fmt: skip


class Memory(StrEnum):
    """How an answer is remembered."""

    PAID = "paid"  # costs money: kept for ever
    COMPUTED = "computed"  # free but slow: kept under a digest of the code that computed it
    FRESH = "fresh"  # kept for `fresh_for` seconds
    ONCE = "once"  # cannot be undone: an intent is committed first
    NEVER = "never"


class Reply(Frozen):
    """What the world answered, and what that used."""

    used: Used | None = None


R = TypeVar("R", bound=Reply)


class Request(Frozen, Generic[R]):
    """Something asked of the world; its content is its identity."""

    kind: ClassVar[str]
    memory: ClassVar[Memory]
    fresh_for: ClassVar[float] = 0.0
    again: ClassVar[bool] = True  # whether --redo asks anew although the answer is remembered
    reply: ClassVar[type[Reply]]


# --- sources -------------------------------------------------------------------------------------


class Notes(Reply):
    notes: tuple[Note, ...]
    skipped: tuple[str, ...] = ()  # "notes/big.bin: is not text" - what was passed over, and why


class FindNotes(Request[Notes]):
    """Find what can be read; `about` narrows it to a subject."""

    kind = "source"
    memory = Memory.FRESH
    fresh_for = 3600.0
    reply = Notes
    channel: str
    about: str = ""


# --- writing -------------------------------------------------------------------------------------


class Brand(Frozen):
    """What a writer may know of a channel."""

    name: str
    title: str
    language: str = "en"
    tagline: str = ""
    tone: str = ""
    call_to_action: str = ""


class Candidates(Reply):
    candidates: tuple[Candidate, ...]


class Propose(Request[Candidates]):
    """Which films could be made from these notes, best first; the history's subjects count as done."""

    kind = "writer"
    memory = Memory.PAID
    reply = Candidates
    brand: Brand
    format: Format
    notes: tuple[Note, ...]
    history: History
    asked: str = ""


class Briefed(Reply):
    brief: Brief


class Gather(Request[Briefed]):
    """Take the facts for a topic out of the notes, each bound to its note."""

    kind = "writer"
    memory = Memory.PAID
    reply = Briefed
    topic: Topic
    notes: tuple[Note, ...]
    language: str = "en"
    format: Format | None = None  # for its prompts


class Boarded(Reply):
    storyboard: Storyboard


class Outline(Request[Boarded]):
    """Lay the film out: scenes with role, claim, picture and seconds."""

    kind = "writer"
    memory = Memory.PAID
    reply = Boarded
    topic: Topic
    brief: Brief
    format: Format
    brand: Brand
    seed: int = 0
    previous: str = ""  # the title of the channel's film before this one, for the end card


class Written(Reply):
    script: Script


class Draft(Request[Written]):
    """Write the words of each scene."""

    kind = "writer"
    memory = Memory.PAID
    reply = Written
    topic: Topic
    storyboard: Storyboard
    brief: Brief
    format: Format
    brand: Brand
    seed: int = 0
    earlier: tuple[str, ...] = ()  # the words of the channel's last films: their openings and links are not used again


class Rewrite(Request[Written]):
    """Write again the scenes that a review found wanting; the others stay as they are."""

    kind = "writer"
    memory = Memory.PAID
    reply = Written
    script: Script
    review: Review
    storyboard: Storyboard
    brief: Brief
    format: Format
    brand: Brand
    round: int = 1


class Worded(Reply):
    title: str
    summary: str  # the description's first paragraphs, without sources
    tags: tuple[str, ...]
    thumbnail: str  # at most four words
    accent: str = ""


class Describe(Request[Worded]):
    """Title, summary, tags and thumbnail words for a finished script."""

    kind = "writer"
    memory = Memory.PAID
    reply = Worded
    script: Script
    topic: Topic
    brand: Brand
    format: Format | None = None  # for its prompts


# --- footage ---------------------------------------------------------------------------------------


class Found(Reply):
    file: Blob
    credit: str = ""
    licence: str = ""
    name: str = ""  # as it is called in the channel's folder, or `pexels/photo-123.jpg`
    url: str = ""  # the page where it was found, of one from outside
    seconds: float = 0.0  # of a clip or a piece of music
    sound: bool = False  # whether a clip has any


class FindPhoto(Request[Found]):
    """Bring a picture of the channel's own: the one named, or the one that fits `about` best and is not among `used`.

    Checked to be a picture of a sane size. Raises ConfigError when none fits.
    """

    kind = "footage"
    memory = Memory.NEVER
    reply = Found
    file: str = ""  # relative to the channel's folder
    about: str = ""
    shape: Shape = "wide"
    used: tuple[str, ...] = ()  # digests of what this film and the channel's last ones have shown


class FindMusic(Request[Found]):
    """Bring a music file of the channel's own for the bed."""

    kind = "footage"
    memory = Memory.NEVER
    reply = Found
    file: str


class FindRoll(Request[Found]):
    """Bring a clip of the channel's own: the one named, or the one that fits `about` best and is not among `used`.

    Raises ConfigError when none fits.
    """

    kind = "footage"
    memory = Memory.NEVER
    reply = Found
    file: str = ""
    about: str = ""
    seconds: float = 0.0  # how long it is wanted
    used: tuple[str, ...] = ()  # digests of what this film and the channel's last ones have shown


class FindFile(Request[Found]):
    """Bring any other file of the channel that a scene names: a recording of a terminal, a mark, a table of colours."""

    kind = "footage"
    memory = Memory.NEVER
    reply = Found
    file: str
    suffixes: tuple[str, ...]


class Hits(Reply):
    hits: tuple[Hit, ...]


class Search(Request[Hits]):
    """Look outside for pictures, clips or music by words; what is found is not yet here.

    An answer is remembered for a day: the services ask for that, and a film that is laid out again asks nobody.
    """

    kind = "footage"
    memory = Memory.FRESH
    fresh_for = 86400.0
    again = False
    reply = Hits
    words: str
    media: Media = "photo"
    shape: Shape = "wide"
    language: str = "en"


class Fetch(Request[Found]):
    """Bring one hit of a search, in the smallest copy that covers `pixels` on its shorter side, checked.

    Kept for ever, so no file is fetched twice: which one it is says its number, and where it lies today does not
    count (services sign their addresses anew with each search).
    """

    kind = "footage"
    memory = Memory.PAID
    again = False
    reply = Found
    id: str
    media: Media = "photo"
    pixels: int = 1080
    hit: Hit = Field(exclude=True)


# --- made pictures and clips -----------------------------------------------------------------------


class Pictured(Reply):
    file: Blob
    credit: str = ""
    licence: str = ""
    model: str = ""
    seconds: float = 0.0  # of a clip


class MakePicture(Request[Pictured]):
    """Have a picture made from words; `width` to `height` is the shape that is wanted, not the size."""

    kind = "image"
    memory = Memory.PAID
    reply = Pictured
    prompt: str
    width: int = 16
    height: int = 9
    seed: int = 0


class MakeClip(Request[Pictured]):
    """Have a clip made from words, and from a picture if there is one."""

    kind = "clip"
    memory = Memory.PAID
    reply = Pictured
    prompt: str
    seconds: float = 5.0
    width: int = 16
    height: int = 9
    seed: int = 0
    picture: Blob | None = None


# --- voice ---------------------------------------------------------------------------------------


class Spoken(Reply):
    audio: Blob
    ms: int
    words: tuple[Word, ...]
    draft: bool = False  # good enough to try a film with; a person must agree before it is published


class Speak(Request[Spoken]):
    """Speak one sentence and say when each written word is heard."""

    kind = "voice"
    memory = Memory.PAID
    reply = Spoken
    text: str
    language: str = "en"
    lexicon: dict[str, str] = {}


class Known(Frozen):
    """A voice that a provider has: what to write in `options` for it, and what is told of it."""

    id: str
    name: str = ""
    language: str = ""
    about: str = ""


class Listed(Reply):
    voices: tuple[Known, ...]


class ListVoices(Request[Listed]):
    """Tell which voices there are; costs nothing."""

    kind = "voice"
    memory = Memory.NEVER
    reply = Listed


# --- picture, sound, film ------------------------------------------------------------------------


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


class Mixed(Reply):
    audio: Blob
    lufs: float
    peak_db: float


class Mix(Request[Mixed]):
    """Lay the takes over the bed, duck, level to -14 LUFS; clips are in frames from the film's start."""

    kind = "sound"
    memory = Memory.COMPUTED
    reply = Mixed
    frames: int
    fps: int
    clips: tuple[Clip, ...]
    effects: tuple[Effect, ...] = ()  # in frames from the film's start, like the clips
    speakers: tuple[Speaker, ...] = ()  # where each voice stands, and its tone
    bed: Bed | None = None
    cut_frames: tuple[int, ...] = ()  # where each scene starts, for a bed that breathes with the cuts


class Filmed(Reply):
    film: Blob
    frames: int
    seconds: float
    encoded_again: int = 0  # segments of another encoder than most: they had to be, to join


class Join(Request[Filmed]):
    """Join segments and sound into the film without encoding the picture again."""

    kind = "film"
    memory = Memory.COMPUTED
    reply = Filmed
    segments: tuple[Blob, ...]
    frames: tuple[int, ...]
    fps: int
    audio: Blob
    chapters: tuple[Chapter, ...] = ()
    title: str = ""
    language: str = "en"


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


class Exported(Reply):
    file: Blob


class Export(Request[Exported]):
    """Bring a finished film into another form, without drawing anything again.

    podcast: its sound at -16 LUFS with chapters and cover; archive: everything in one Matroska file, nothing encoded
    again; gif: `seconds` from `start` on, `width` pixels wide.
    """

    kind = "export"
    memory = Memory.COMPUTED
    reply = Exported
    form: Literal["podcast", "archive", "gif"]
    film: Blob
    title: str = ""
    gain_db: float = 0.0
    cover: Blob | None = None
    captions: Blob | None = None
    language: str = "en"
    documents: tuple[tuple[str, Blob], ...] = ()  # what goes into an archive, by name
    start: float = 0.0
    seconds: float = 6.0
    width: int = 480


class Measured(Reply):
    measures: tuple[Measure, ...]


class Sample(Frozen):
    """Some frames of the film as they were drawn, without loss; `first` is where they begin in the film."""

    scene: str
    first: int
    segment: Blob
    frames: int


class Gauge(Request[Measured]):
    """Measure a finished film against its plan; without one, against what every film is held to.

    `used` are the digests of the pictures and clips that the channel's last films have shown.
    """

    kind = "gauge"
    memory = Memory.COMPUTED
    reply = Measured
    film: Blob
    timeline: Timeline | None = None
    rules: Rules = Rules()
    samples: tuple[Sample, ...] = ()
    used: tuple[str, ...] = ()


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


# --- publishing ----------------------------------------------------------------------------------


class Published(Reply):
    where: str
    id: str
    privacy: Literal["private", "unlisted", "public", "local"]


class Publish(Request[Published]):
    """Hand the film over, once."""

    kind = "publish"
    memory = Memory.ONCE
    reply = Published
    channel: str
    folder: str  # the video's folder, relative to the workspace
    video: Video
    package: Package
    privacy: Literal["private", "unlisted", "public"] = "private"
    made_for_kids: bool = False


# --- what is told while it happens ----------------------------------------------------------------


@dataclass(frozen=True)
class Event:
    """Something to show while a run goes on.

    start: a stage begins; step: `done` of `total` parts of it are finished, `film` seconds of film so far;
    made, kept, edited: a stage has its artifact, `text` says it in a line, `seconds` is how long it took;
    note, warn: a line for the person.
    """

    stage: str
    state: Literal["start", "step", "made", "kept", "edited", "note", "warn"]
    text: str = ""
    done: int = 0
    total: int = 0
    film: float = 0.0
    seconds: float = 0.0


# --- providers -----------------------------------------------------------------------------------


class Options(BaseModel):
    """A provider's options, as they stand under `options:` in a channel; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Pace(Frozen):
    """How often a provider may be asked, by all processes of this machine together; 0 is as often as one likes."""

    at_a_time: int = 0
    requests_a_minute: float = 0.0
    tokens_a_minute: float = 0.0


@dataclass(frozen=True)
class Kit:
    """What a provider is handed: where things are, where bytes go, and how to ask for a secret."""

    home: Path
    channel: str
    blobs: Blobs
    scratch: Path  # a folder of the run's own; each call makes its own folder inside
    secret: Callable[[str], str | None] = field(default=lambda name: None)
    prices: Prices = field(default=Prices(version="none"))

    @property
    def channel_folder(self) -> Path:
        return self.home / "channels" / self.channel


class Provider(ABC):
    """Answers one kind of request. One file, `providers/<kind>_<name>.py`, holds one provider."""

    kind: ClassVar[str]
    name: ClassVar[str]
    summary: ClassVar[str]  # one line for the provider table
    Options: ClassVar[type[Options]] = Options
    key: str | None = None  # the environment variable that holds its key, if it needs one; an option may name another
    memory: ClassVar[Memory | None] = None  # overrides the request's own, for a provider that costs nothing
    code: ClassVar[tuple[str, ...]] = ()  # modules whose source decides the answer of a computed request
    side_by_side: ClassVar[int] = 1  # calls at a time where its pace() does not say; 0 means as many as processors
    lists: ClassVar[bool] = False  # of a voice: whether it answers ListVoices
    styles: ClassVar[dict[str, dict[str, Any]]] = {}  # of a voice: what a style of that name means as options
    # Who is billed and kept to a pace, over all kinds, such as openai; "" for this machine. An option may name another.
    searches: ClassVar[tuple[Media, ...]] = ()  # what a footage provider looks for outside, when asked to Search
    account: str = ""

    def __init__(self, options: Any, kit: Kit) -> None:
        self.options = options
        self.kit = kit

    def ready(self) -> str | None:
        """Why it cannot work here, or None."""
        return None

    def version(self) -> str:
        """What else decides a computed answer, such as the version of FFmpeg."""
        return ""

    def pace(self) -> Pace:
        """How often it may be asked; held to across processes."""
        return Pace()

    def tokens(self, request: Any) -> int:
        """The most tokens that a call takes, for a pace that counts them."""
        return 0

    def check(self) -> str:
        """Try the key with the cheapest real call there is; what it found, in a line. Raises what the call raises."""
        return ""

    def price(self, request: Any) -> int | None:
        """The most that this call can cost, in micro-dollars; None if unknown, and then it is not made."""
        return 0

    @abstractmethod
    def answer(self, request: Any, call: str) -> Reply:
        """Answer; `call` is the request's key, to be sent as an idempotency key where there is one.

        Raises Unavailable (worth another try) or Refused (it is not).
        """

    def recover(self, request: Any, call: str) -> Reply | None:
        """After a crash in the middle of a call: the answer, if the other side can still tell it."""
        return None

    def spent(self, reply: Any) -> int:
        """What the answer cost, in micro-dollars."""
        return reply.used.microusd if reply.used else 0

    def stop(self) -> None:  # noqa: B027 - most have nothing to stop
        """Give up the calls that are going on: another one failed, or the person pressed Ctrl-C."""
