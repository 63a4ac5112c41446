"""Draws thumbnails on this machine."""

from __future__ import annotations

import importlib.metadata
from typing import ClassVar

from ytempire.contracts import DrawThumbnail, Memory, Options, Provider, Thumbed
from ytempire.errors import ConfigError
from ytempire.media import thumbs
from ytempire.media.themes import chosen
from ytempire.media.thumbs.score import score, set_of


class PillowThumb(Provider):
    """Draws thumbnails on this machine with Pillow and OpenCV; free."""

    kind: ClassVar[str] = "thumb"
    name: ClassVar[str] = "pillow"
    summary: ClassVar[str] = (
        "Draws and scores thumbnails on this machine: a number, a question, an object, a comparison."
    )
    Options = Options
    memory = Memory.COMPUTED
    code = (
        "ytempire.media.thumbs",
        "ytempire.media.layers",
        "ytempire.media.looks",
        "ytempire.media.zones",
        "ytempire.media.plates",
        "ytempire.media.ornaments",
        "ytempire.media.drawings",
        "ytempire.media.photos",
        "ytempire.media.themes",
        "ytempire.media.fonts",
        "ytempire.media.fit",
        "ytempire.media.typeset",
    )
    side_by_side = 0

    def version(self) -> str:
        names = ("opencv-python-headless", "numpy", "pillow")
        return " ".join(f"{name} {importlib.metadata.version(name)}" for name in names)

    def answer(self, request: DrawThumbnail, call: str) -> Thumbed:
        photo = None
        blobs = self.kit.blobs
        if request.photo is not None:
            if not blobs.has(request.photo):
                raise ConfigError("the thumbnail's picture is not there", "thumbnail", "Run the same command again.")
            photo = blobs.path(request.photo)
        painted: list[thumbs.Canvas] = []
        image, contrast = thumbs.draw(
            request.words,
            chosen(request.theme, request.accent, request.own, blobs),
            idea=request.idea,
            accent_word=request.accent_word,
            mark=request.mark,
            photo=photo,
            figure=request.figure,
            second=request.second,
            sides=request.sides,
            object=request.object,
            portrait=request.portrait,
            seed=request.seed,
            seen=painted.append,
        )
        earlier = [blobs.path(blob) for blob in request.earlier if blobs.has(blob)]
        points, reasons = score(image, set_of(painted[0]), request.title, earlier)
        return Thumbed(image=blobs.put(image, ".jpg"), contrast=contrast, score=points, reasons=reasons)
