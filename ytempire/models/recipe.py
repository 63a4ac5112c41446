"""How a kind of film is built."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from ytempire.models.frozen import Frozen
from ytempire.models.timeline import TransitionKind


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


class Prompt(Frozen):
    """What a writer that is a model is told for one stage, and which model should do it.

    The text is Markdown with {{names}} that code fills in: what a person or a note wrote stands between marks as data.
    """

    text: str = Field(min_length=1, max_length=20_000, description="The words, with {{names}} to be filled in.")
    tier: Literal["draft", "standard", "polish"] = Field(
        default="standard", description="How good a model it wants: the provider's options say which that is."
    )
    takes: int = Field(default=1, ge=1, le=6, description="How many answers are asked for, to choose among.")
    models: tuple[str, ...] = Field(
        default=(), max_length=6, description="Models by name, in place of the tier's; takes go round among them."
    )
    judge: str = Field(
        default="", max_length=120, description="The model that chooses among takes, best another family."
    )


class Format(Frozen):
    """What a writer may know of a recipe: its name, version, roles in order, and length."""

    model_config = ConfigDict(allow_inf_nan=False)

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40, description="The recipe's folder.")
    version: str = Field(pattern=r"^\d{1,6}\.\d{1,6}\.\d{1,6}$", description="Major, minor and patch, such as 1.2.0.")
    format: str = Field(min_length=1, max_length=40, description="The kind of film, such as explainer or short.")
    seconds: tuple[float, float] = Field(description="How long the film is, from and to.")
    words_per_minute: float = Field(default=165.0, ge=60, le=320, description="How fast the narration goes.")
    roles: tuple[Role, ...] = Field(min_length=1, description="The parts of the film, in order.")
    joins: tuple[TransitionKind, ...] = Field(
        default=("cut", "dissolve", "cut", "slide", "cut", "wipe"),
        min_length=1,
        max_length=12,
        description="How scenes follow each other: drawn from this list, never the same twice in a row but for cuts.",
    )
    prompts: dict[str, Prompt] = Field(
        default={},
        description="For writers that are models: plan, research, storyboard, script, rewrite, package, hook, judge.",
    )
