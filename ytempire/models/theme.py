"""A theme as a document: type, paper, colours and motion; also one of a channel's own, with its fonts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from ytempire.models.frozen import Blob, Frozen

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Entrance = Literal["rise", "wipe", "pop", "type"]
Texture = Literal["smooth", "fibre", "scan", "print", "squared"]
Ornament = Literal[
    "rings", "stars", "swell", "beams",
    "contours", "rosette", "hatch", "scallops",
    "sun", "halftone", "ribbons", "bokeh",
    "grid", "trace", "radar", "matrix",
    "arches", "discs", "stripes", "leaves",
    "axes", "cells", "compass", "steps",
]  # fmt: skip


class Part(Frozen):
    """A part of a theme; its numbers are numbers."""

    model_config = ConfigDict(allow_inf_nan=False)


class Type(Part):
    """The fonts of a theme, by what they set."""

    display: str = Field(description="Headlines and numbers.")
    accented: str = Field(description="The one accented word in a headline.")
    strong: str = Field(description="Labels, dates and small heads.")
    text: str = Field(description="Support lines.")
    fine: str = Field(description="Sources and credits.")
    big: float = Field(default=1.0, ge=0.5, le=1.2, description="How large headlines are; wide letters want less.")
    leading: float = Field(default=1.1, ge=0.95, le=1.4, description="Headline line to line, in ems.")
    upper: bool = Field(default=False, description="Headlines in capitals.")
    tight: float = Field(default=0.0, ge=-0.06, le=0.06, description="Letter spacing of headlines, in ems.")


class Paper(Part):
    """What the background is painted from: a gradient, soft lights on it, grain, and ornaments."""

    near: Colour = Field(description="The top of the gradient.")
    far: Colour = Field(description="The bottom of the gradient.")
    lights: tuple[Colour, Colour] = Field(description="Two soft lights, the first the larger.")
    strength: float = Field(ge=0, le=1, description="How strong the first light is.")
    grain: float = Field(ge=0, le=6, description="Fine noise, in grey levels; it hides the steps of a gradient.")
    texture: Texture = Field(description="What the paper is made of.")
    ornaments: tuple[Ornament, ...] = Field(min_length=1, max_length=8, description="Drawings on it, in turn.")
    relief: int = Field(ge=-24, le=24, description="Grey levels that an ornament is lighter; below 0 it is darker.")


class Motion(Part):
    """How things move, besides how words enter."""

    ease: Literal["glide", "settle", "snap", "step"] = Field(
        default="glide",
        description="How bars, lines and numbers run: evenly out, long in settling, over and back, in steps.",
    )
    pace: float = Field(default=1.0, ge=0.5, le=2, description="How long that takes, against the usual time.")
    drift: Literal["round", "sway", "climb", "tick"] = Field(
        default="round",
        description="How the ground moves: round and round, from side to side, upwards, in small steps.",
    )
    reach: float = Field(default=1.0, ge=0, le=1.2, description="How far the ornament moves, against the usual way.")
    swing: float = Field(default=1.0, ge=0.4, le=2.5, description="How long one way takes, against the usual time.")


class Theme(Part):
    """One look: three colours on a paper, fonts, and how things enter and move."""

    name: str
    summary: str = ""
    ink: Colour = Field(description="Headlines and numbers.")
    muted: Colour = Field(description="Support lines, sources, what is still to come.")
    accent: Colour = Field(description="The one colour that points.")
    on_accent: Colour = Field(description="Text on a field of the accent.")
    panel: Colour = Field(description="Fields and tracks.")
    panel_alpha: float = Field(default=0.0, ge=0, le=1, description="How much of the paper shows through a field.")
    type: Type = Field(description="Fonts, by what they set.")
    paper: Paper = Field(description="What the background is painted from.")
    motion: Motion = Field(default=Motion(), description="How bars, numbers and the ground move.")
    entrance: Entrance = Field(description="How words enter.")
    kicker: Literal["dash", "rule", "pill", "bracket"] = Field(description="What stands with the line over a headline.")
    emphasis: Literal["colour", "italic", "block", "underline"] = Field(description="What marks the accented word.")
    bullet: Literal["dash", "diamond", "disc", "caret"] = Field(description="What stands before an item of a list.")
    border: Literal["none", "page", "corners"] = Field(description="What runs round the frame.")
    round: int = Field(ge=0, le=60, description="The corner radius of fields, in pixels at 1080p.")


class OwnTheme(Frozen):
    """A channel's own theme, whole: its values, and its own fonts by the keys that its type names."""

    theme: Theme
    fonts: dict[str, Blob] = {}
