"""The keys of a channel's YAML, each section what some stage asks for, and of a recipe's."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from ytempire.models import CaptionStyle, Format, Frozen, Rules, TransitionKind

MOODS = ("calm", "bright", "tense", "warm")
"""The moods of the synthesised bed; the bed itself is slow to import, so a test holds the two lists together."""


SOUGHT = "find:"
"""What `look.music` begins with when music is looked for outside, by words."""


class Section(Frozen):
    """Keys that a person writes: no key that is not known, no number that is not one."""

    model_config = ConfigDict(allow_inf_nan=False)


def _use(*names: str) -> Any:
    return Field(default=names, min_length=1, max_length=8, description="Providers, tried in order.")


class Chain(Section):
    """Providers to try in order, and what each of them takes."""

    use: tuple[str, ...]
    options: dict[str, dict[str, Any]] = Field(default={}, description="What each provider takes, by its name.")


class Bookend(Section):
    """What a film begins or ends with beside its scenes."""

    show: str = Field(default="", description="card, a picture or clip of the channel, or nothing.")
    seconds: float = Field(default=2.5, ge=1, le=30, description="How long it is seen; a clip at most so long.")
    headline: str = Field(default="", max_length=80, description="The card's words; the channel's title when empty.")
    support: str = Field(default="", max_length=120, description="The card's small line; the tagline when empty.")


class Look(Section):
    """What a viewer sees and hears around the words."""

    aspect: Literal["16:9", "9:16", "1:1"] = Field(
        default="16:9", description="The film's shape: 1920x1080, 1080x1920 or 1080x1080."
    )
    theme: str = Field(
        default="midnight",
        description="Type, colours, texture and motion: midnight, paper, dusk, signal, gazette, clinic, "
        "or a file of the channel such as mine.yaml.",
    )
    accent: str = Field(default="", pattern=r"^(#[0-9a-fA-F]{6})?$", description="One colour over the theme's own.")
    captions: Literal["auto", "words", "keys", "none"] = Field(
        default="auto", description="Burnt-in captions: every word, key words, or none; auto by shape."
    )
    caption_style: CaptionStyle = Field(default="lit", description="How captions of every word look.")
    mark: str = Field(default="", max_length=24, description="A few words kept small in a corner of every scene.")
    watermark: str = Field(default="", description="A small picture of the channel that stays in a corner.")
    watermark_corner: Literal["top-left", "top-right", "bottom-left", "bottom-right"] = Field(
        default="top-right", description="Where the watermark stands."
    )
    watermark_opacity: float = Field(default=0.8, gt=0, le=1, description="How much of the watermark is seen.")
    lower_thirds: bool = Field(default=False, description="Name each speaker at their first words.")
    intro: Bookend = Bookend()
    outro: Bookend = Bookend()
    joins: tuple[TransitionKind, ...] = Field(
        default=(), max_length=12, description="How scenes follow each other, in place of the recipe's list."
    )
    lut: str = Field(default="", description="A .cube file of the channel that grades its pictures and clips.")
    music: str = Field(
        default="calm",
        description="A mood of the bed (calm, bright, tense, warm), a file of the channel, `find: words`, or none.",
    )
    effects: bool = Field(default=False, description="Short sounds as things appear.")


class Writer(Chain):
    """Who writes."""

    use: tuple[str, ...] = _use("offline")


class Voice(Chain):
    """Who speaks."""

    use: tuple[str, ...] = _use("espeak")
    pan: float = Field(default=0.0, ge=-1, le=1, description="Where it stands: -1 left, 0 middle, 1 right.")
    tone: Literal["plain", "warm", "bright", "radio"] = Field(default="plain", description="Its equaliser.")
    colour: str = Field(default="", pattern=r"^(#[0-9a-fA-F]{6})?$", description="The colour of its captions.")
    shown_as: str = Field(default="", max_length=60, description="Its name in lower thirds.")
    profile: str = Field(
        default="", max_length=60, description="A voice of the workspace's voices.yaml; keys beside it come before its."
    )
    style: Literal["plain", "calm", "lively", "serious", "story"] = Field(
        default="plain", description="How it speaks; each provider has its own options for it."
    )
    lexicon: dict[str, str] = Field(default={}, description="How this voice is to say a word: written to spoken.")
    consent: str = Field(
        default="", max_length=200, description="For a voice cloned from a person: the folder with their consent.yaml."
    )


class Voices(Section):
    """Every speaker of the channel and how their words are said."""

    language: str = "en"
    speakers: dict[str, Voice]
    lexicon: dict[str, str] = {}


class Sources(Chain):
    """Where facts come from."""

    use: tuple[str, ...] = _use("folder")


class Footage(Chain):
    """Where pictures come from."""

    use: tuple[str, ...] = _use("local")
    not_again: int = Field(default=10, ge=0, le=1000, description="Films in which a clip is not shown again.")


class Images(Chain):
    """Who makes pictures from words, when a scene has none; nobody unless one is named."""

    use: tuple[str, ...] = Field(default=(), max_length=8, description="Providers, tried in order; none by default.")
    most: int = Field(default=6, ge=0, le=100, description="Pictures made for one film at most.")
    style: str = Field(default="", max_length=400, description="Words added to every prompt: the channel's own look.")


class Clips(Chain):
    """Who makes clips from words, when a scene has none; nobody unless one is named."""

    use: tuple[str, ...] = Field(default=(), max_length=8, description="Providers, tried in order; none by default.")
    most: int = Field(default=1, ge=0, le=100, description="Clips made for one film at most.")


class Render(Chain):
    """How scenes are drawn."""

    use: tuple[str, ...] = _use("ffmpeg")


class Quality(Section):
    """When a script is good enough."""

    approve_at: float = Field(default=80, ge=0, le=100, description="A script at or over this score needs nobody.")
    refuse_below: float = Field(default=50, ge=0, le=100, description="A script under this score is not spoken.")
    rewrites: int = Field(default=2, ge=0, le=5, description="How often failing scenes are written again.")
    banned: tuple[str, ...] = Field(default=(), description="Words that must not be said on this channel.")


class Publishing(Chain):
    """Where films go, and who must agree first."""

    use: tuple[str, ...] = _use("folder")
    approval: Literal["always", "doubt", "never"] = Field(
        default="doubt", description="When a person must agree before upload."
    )
    privacy: Literal["private", "unlisted", "public"] = Field(default="private", description="Who may see it.")
    made_for_kids: bool = Field(default=False, description="Whether the channel is made for children.")
    tags: tuple[str, ...] = Field(default=(), description="Tags that every film of the channel gets.")
    footer: str = Field(default="", max_length=1500, description="Last lines of every description.")


class Budget(Section):
    """The most that may be spent, in US dollars."""

    per_call_usd: float = Field(default=1.0, ge=0, le=1e6, description="For one call.")
    per_video_usd: float = Field(default=3.0, ge=0, le=1e6, description="For one film.")
    per_day_usd: float = Field(default=10.0, ge=0, le=1e6, description="For one day of the channel.")
    per_month_usd: float = Field(default=100.0, ge=0, le=1e6, description="For one calendar month of the channel.")
    per_provider_usd: dict[str, float] = Field(
        default={}, description="For one calendar month of the channel with one provider, by its name, such as openai."
    )
    warn_at: tuple[float, ...] = Field(
        default=(0.5, 0.8), max_length=5, description="Shares of a budget at which a line is told."
    )


class Cadence(Section):
    """How often the channel publishes."""

    per_week: float = Field(default=2, gt=0, le=70, description="Films in a week.")


class Channel(Section):
    """One channel, one file: `channels/<name>.yaml`."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40, description="The file's own name.")
    title: str = Field(min_length=1, max_length=100, description="The channel's name as viewers know it.")
    tagline: str = Field(default="", max_length=120, description="What the channel is, in one line.")
    tone: str = Field(default="", max_length=200, description="How it talks; for writers that can follow it.")
    call_to_action: str = Field(default="", max_length=160, description="The last sentence of a film, if it has one.")
    language: str = Field(
        default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$", description="What its films are written and spoken in."
    )
    recipe: str = Field(default="explainer", description="A recipe and the versions of it that will do.")
    look: Look = Look()
    writer: Writer = Writer()
    voices: dict[str, Voice] = Field(default={"narrator": Voice()}, description="Speakers; narrator is the first.")
    lexicon: dict[str, str] = Field(default={}, description="How to say a word: written to spoken.")
    sources: Sources = Sources()
    footage: Footage = Footage()
    images: Images = Images()
    clips: Clips = Clips()
    render: Render = Render()
    quality: Quality = Quality()
    inspect: Rules = Rules()
    publish: Publishing = Publishing()
    budget: Budget = Budget()
    cadence: Cadence = Cadence()


class Recipe(Format):
    """How a kind of film is built: `recipes/<name>/recipe.yaml`, and words for writers in `prompts/<stage>.md`."""

    schema_version: int = Field(alias="schema", ge=1, le=1, description="The form of this file: 1.")
    summary: str = Field(min_length=1, max_length=200, description="What it is good for, in one line.")
    language: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$", description="The language of its words.")

    def for_writers(self) -> Format:
        """The part of it that a film is made from; rewording the summary makes nothing again."""
        return Format.model_validate(self.model_dump(include=set(Format.model_fields)))
