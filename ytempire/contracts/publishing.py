"""Handing a film over."""

from __future__ import annotations

from typing import Literal

from ytempire.contracts.request import Memory, Reply, Request
from ytempire.models import Package, Video


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
