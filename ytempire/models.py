"""The artifacts: every step of a film as a frozen document that a person can read and edit.

Times: milliseconds in a Narration, whole frames in a Timeline. Money: whole micro-dollars.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """A document that never changes; a change is a new document. Unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Artifact(Frozen):
    """What a stage makes."""


class Blob(Frozen):
    """Bytes kept by their content: `digest` is their SHA-256, `bytes` their count, `suffix` like ".wav"."""

    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(ge=0)
    suffix: str = Field(pattern=r"^\.[a-z0-9]{1,8}$")


# --- plan and research ---------------------------------------------------------------------------

Rights = Literal["own", "public-domain", "quote-only"]


class Photo(Frozen):
    """A picture that belongs to a note; `file` is relative to the channel's folder."""

    file: str
    caption: str = ""
    credit: str = ""
    licence: str = ""


class Note(Frozen):
    """One text that a film may stand on; `rights` says whether its words may be spoken."""

    id: str
    title: str
    text: str
    file: str = ""
    url: str = ""
    author: str = ""
    date: str = ""
    licence: str = ""
    rights: Rights = "own"
    source: str = ""  # how to name it on screen, such as "Levinson, The Box (2006)"
    subject: str = ""
    photos: tuple[Photo, ...] = ()


class Candidate(Frozen):
    """A film that could be made: what about, which question it answers, and why now."""

    subject: str
    question: str
    title: str
    reasons: tuple[str, ...] = ()
    score: float = 0.0
    notes: tuple[str, ...] = ()


class Topic(Artifact):
    """What the film is about, and why this one was next."""

    subject: str
    question: str
    title: str
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    passed_over: tuple[Candidate, ...] = ()
    own_script: bool = False


FactKind = Literal["statement", "definition", "number", "date", "quote", "list", "cause", "contrast", "picture"]


class Quantity(Frozen):
    """A number in a fact: `value` for arithmetic, `shown` as it is written, with its unit and what it counts."""

    value: float
    shown: str
    unit: str = ""
    of: str = ""


class Fact(Frozen):
    """One thing that a note says, in words that may be used as `rights` allow."""

    id: str
    note: str
    kind: FactKind
    text: str
    rights: Rights = "own"
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quote: str = ""
    by: str = ""
    photo: Photo | None = None
    order: int = 0
    section: str = ""  # the heading that it stands under in its note


class Brief(Artifact):
    """What is known: facts, each bound to a note, and the notes as sources."""

    subject: str
    question: str
    sources: tuple[Note, ...]
    facts: tuple[Fact, ...]


# --- what is on the screen -----------------------------------------------------------------------


class Title(Frozen):
    """A title card: kicker, headline of at most six words with one accented word, support line."""

    kind: Literal["title"] = "title"
    headline: str
    accent: str = ""
    kicker: str = ""
    support: str = ""


class Statement(Frozen):
    """One short sentence in moving words, with one accented word."""

    kind: Literal["statement"] = "statement"
    text: str
    accent: str = ""
    kicker: str = ""


class Counter(Frozen):
    """One number as big as the frame allows: `shown` is how it ends ("$5.86"), `value` what it counts up to."""

    kind: Literal["counter"] = "counter"
    value: float
    shown: str
    label: str
    kicker: str = ""
    second: str = ""


class Bar(Frozen):
    label: str
    value: float
    shown: str


class Chart(Frozen):
    """Bars that grow to their values, two to six; one of them may be accented by its place."""

    kind: Literal["chart"] = "chart"
    title: str
    unit: str = ""
    bars: tuple[Bar, ...] = Field(min_length=2, max_length=6)
    accent: int | None = None


class Moment(Frozen):
    date: str
    text: str
    detail: str = ""


class Moments(Frozen):
    """A timeline: what has been said is lit, what comes is dim; two to five moments."""

    kind: Literal["timeline"] = "timeline"
    title: str
    moments: tuple[Moment, ...] = Field(min_length=2, max_length=5)


class Items(Frozen):
    """A list whose items appear as they are said; two to six."""

    kind: Literal["list"] = "list"
    title: str
    items: tuple[str, ...] = Field(min_length=2, max_length=6)
    numbered: bool = False


class Quotation(Frozen):
    """Somebody's words, with their name."""

    kind: Literal["quote"] = "quote"
    text: str
    by: str
    of: str = ""


class Side(Frozen):
    title: str
    shown: str = ""
    points: tuple[str, ...] = ()


class Comparison(Frozen):
    """Two things side by side."""

    kind: Literal["comparison"] = "comparison"
    title: str
    left: Side
    right: Side


class Picture(Frozen):
    """A picture in slow motion; `file` is relative to the channel's folder."""

    kind: Literal["picture"] = "picture"
    file: str
    title: str = ""
    caption: str = ""
    credit: str = ""


Visual = Annotated[
    Title | Statement | Counter | Chart | Moments | Items | Quotation | Comparison | Picture,
    Field(discriminator="kind"),
]

# --- storyboard, script, review ------------------------------------------------------------------


class Shot(Frozen):
    """A planned scene: its role in the film, what it claims, what is seen, and for how long."""

    id: str
    role: str
    goal: str
    title: str
    facts: tuple[str, ...] = ()
    visual: Visual
    seconds: float
    promise: str = ""
    pays_off: str = ""


class Storyboard(Artifact):
    """The plan of the film, scene by scene, before a word is written."""

    title: str
    question: str
    promise: str
    shots: tuple[Shot, ...]


class Line(Frozen):
    """A sentence to be spoken: one take. `notes` are what its claim stands on."""

    text: str
    speaker: str = "narrator"
    notes: tuple[str, ...] = ()


class Scene(Frozen):
    """A scene as written: paragraphs of sentences, and what is seen meanwhile (chosen for it when absent)."""

    id: str
    role: str
    title: str
    visual: Visual | None = None
    paragraphs: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for paragraph in self.paragraphs for line in paragraph)


class Script(Artifact):
    """The words of the film, scene by scene."""

    title: str
    question: str = ""
    promise: str = ""
    scenes: tuple[Scene, ...] = Field(min_length=1)


class Finding(Frozen):
    """One thing that a check saw: in which scene, the words that show it, and how to mend it."""

    check: str
    what: str
    scene: str = ""
    evidence: str = ""
    fix: str = ""


class Factor(Frozen):
    name: str
    value: float = Field(ge=0, le=1)
    weight: float
    why: str = ""


class Review(Artifact):
    """What the checks say of a script: any gate refuses; the score of 0-100 is the sum of its factors."""

    verdict: Literal["approve", "doubt", "refuse"]
    score: float
    gates: tuple[Finding, ...] = ()
    factors: tuple[Factor, ...] = ()
    warnings: tuple[Finding, ...] = ()
    approved_by: str = ""


# --- voice and timeline --------------------------------------------------------------------------


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
    publishable: bool = True


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


class Clip(Frozen):
    """A sound on the timeline, in frames from the start of its scene."""

    start: int
    audio: Blob
    ms: int


class Cut(Frozen):
    """A scene on the timeline: all that is needed to draw it, and nothing of its neighbours."""

    id: str
    role: str
    title: str
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
    photo: Blob | None = None


class Bed(Frozen):
    """The music under the voice: a synthesised one by mood and seed, or the channel's own file."""

    mood: str = "calm"
    seed: int = 0
    file: Blob | None = None
    duck_db: float = 16.0


class Timeline(Artifact):
    """Which picture, caption and sound when; whole frames at `fps`."""

    width: int
    height: int
    fps: int = 30
    theme: str
    accent: str = ""
    captions: Literal["words", "keys", "none"] = "keys"
    mark: str = ""  # the channel's name or sign, small, on every scene
    cuts: tuple[Cut, ...] = Field(min_length=1)
    bed: Bed | None = None

    @property
    def frames(self) -> int:
        return sum(cut.frames for cut in self.cuts)


# --- the film and after --------------------------------------------------------------------------


class Video(Artifact):
    """The finished film."""

    film: Blob
    width: int
    height: int
    fps: int
    frames: int
    seconds: float
    lufs: float
    peak_db: float


class Measure(Frozen):
    """One measured thing of the finished file and the rule that it was held against."""

    check: str
    passed: bool
    value: str
    rule: str
    at: float | None = None  # seconds into the film
    scene: str = ""


class Inspection(Artifact):
    """The finished file, measured; a film that did not pass cannot be uploaded."""

    passed: bool
    measures: tuple[Measure, ...]


class Chapter(Frozen):
    start: float
    title: str


class Package(Artifact):
    """What goes beside the film: title, description with sources and credits, tags, chapters, captions, thumbnail."""

    title: str = Field(max_length=100)
    description: str = Field(max_length=5000)
    tags: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    captions: Blob
    thumbnail: Blob
    credits: tuple[str, ...] = ()


class Publication(Artifact):
    """Where the film went, once."""

    provider: str
    where: str
    id: str
    privacy: Literal["private", "unlisted", "public", "local"] = "local"
    at: str = ""


class Report(Artifact):
    """What the film cost and how it went."""

    seconds: float
    cost_microusd: int
    made: int
    remembered: int
    stages: dict[str, float]
    score: float
    where: str = ""


Artifacts: tuple[type[Artifact], ...] = (
    Topic, Brief, Storyboard, Script, Review, Narration, Timeline, Video, Inspection, Package, Publication, Report,
)  # fmt: skip


# --- the recipe -----------------------------------------------------------------------------------


class Role(Frozen):
    """A scene's part in the film: how many of it, how long each, and what it likes to show."""

    model_config = ConfigDict(allow_inf_nan=False)

    name: str = Field(min_length=1, max_length=40, description="The part, such as hook, mechanism or payoff.")
    goal: str = Field(default="", description="What the scene is to do for the viewer.")
    min: int = Field(default=1, ge=0, le=20, description="The fewest scenes of this part.")
    max: int = Field(default=1, ge=1, le=20, description="The most scenes of this part.")
    seconds: tuple[float, float] = Field(default=(4.0, 12.0), description="How long one such scene is, from and to.")
    visuals: tuple[str, ...] = Field(default=(), description="Pictures it likes, best first, such as counter or chart.")
    title: str = Field(default="", description="What the scene is called when its facts give it no title.")


class Format(Frozen):
    """What a writer may know of a recipe: its name, version, roles in order, and length."""

    model_config = ConfigDict(allow_inf_nan=False)

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40, description="The recipe's folder.")
    version: str = Field(pattern=r"^\d{1,6}\.\d{1,6}\.\d{1,6}$", description="Major, minor and patch, such as 1.2.0.")
    format: str = Field(min_length=1, max_length=40, description="The kind of film, such as explainer or short.")
    seconds: tuple[float, float] = Field(description="How long the film is, from and to.")
    words_per_minute: float = Field(default=165.0, ge=60, le=320, description="How fast the narration goes.")
    roles: tuple[Role, ...] = Field(min_length=1, description="The parts of the film, in order.")
    prompts: dict[str, str] = Field(default={}, description="Words for writers that take them, by stage.")


# --- what a stage is told of the world -----------------------------------------------------------


class Today(Frozen):
    """The day of the run, as written in the ledger when it began (ISO date)."""

    date: str


class Seed(Frozen):
    """The run's own number; chance is drawn from it alone."""

    value: int


class Past(Frozen):
    """An earlier film of the channel, as the next one must know it."""

    subject: str
    question: str
    title: str
    date: str
    layouts: tuple[str, ...] = ()
    text: str = ""
    files: tuple[str, ...] = ()


class History(Frozen):
    """The channel's films up to the start of this run, oldest first."""

    films: tuple[Past, ...] = ()


class Place(Frozen):
    """Where a film's documents are: the channel, and its folder relative to the workspace."""

    channel: str
    folder: str


class Consent(Frozen):
    """Who agreed that a film may be published; '' when nobody did."""

    by: str = ""


class Calls(Frozen):
    """What a run has asked of the world so far, and the seconds that each stage took."""

    made: int = 0
    remembered: int = 0
    microusd: int = 0
    stages: dict[str, float] = {}


class Asked(Frozen):
    """What the person asked for on the command line: a topic in their words, or a script of their own."""

    MAX: ClassVar[int] = 300
    topic: str = Field(default="", max_length=300)
    script_title: str = ""
