"""What a search outside brings: pictures, clips and music that are not here yet, and whose they are."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from ytempire.models.frozen import Frozen

Media = Literal["photo", "clip", "music"]
Shape = Literal["wide", "tall", "square"]
PictureFrom = Literal["", "own", "stock", "motion", "made picture", "made clip"]
"""Where a scene's picture is from, the cheapest first; motion is a picture where footage was wanted."""


class Copy(Frozen):
    """One of the sizes that a hit can be had in: its address, and pixels as far as they are known."""

    url: str = Field(max_length=2000)
    width: int = Field(default=0, ge=0, le=100_000)
    height: int = Field(default=0, ge=0, le=100_000)


class Hit(Frozen):
    """One answer to a search: `id` is the service's own number, `words` what it tells of it, `page` where it stands."""

    model_config = ConfigDict(allow_inf_nan=False)

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,60}$")
    words: str = Field(default="", max_length=1000)
    author: str = Field(default="", max_length=100)
    licence: str = Field(default="", max_length=100)
    page: str = Field(default="", max_length=500)
    width: int = Field(default=0, ge=0, le=100_000)
    height: int = Field(default=0, ge=0, le=100_000)
    seconds: float = Field(default=0.0, ge=0, le=100_000)
    date: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    copies: tuple[Copy, ...] = ()
