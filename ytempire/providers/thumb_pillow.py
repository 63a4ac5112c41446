"""Draws thumbnails on this machine."""

from __future__ import annotations

import importlib.metadata
from typing import ClassVar

from ytempire.contracts import DrawThumbnail, Memory, Options, Provider, Thumbed
from ytempire.errors import ConfigError
from ytempire.media import thumbs
from ytempire.media.themes import theme


class PillowThumb(Provider):
    """Draws thumbnails on this machine with Pillow and OpenCV; free."""

    kind: ClassVar[str] = "thumb"
    name: ClassVar[str] = "pillow"
    summary: ClassVar[str] = (
        "Draws thumbnails on this machine: huge words over the theme or a picture, contrast measured."
    )
    Options = Options
    memory = Memory.COMPUTED
    code = (
        "ytempire.media.thumbs",
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
        if request.photo is not None:
            if not self.kit.blobs.has(request.photo):
                raise ConfigError("the thumbnail's picture is not there", "thumbnail", "Run the same command again.")
            photo = self.kit.blobs.path(request.photo)
        image, contrast = thumbs.draw(
            request.words,
            theme(request.theme, request.accent),
            accent_word=request.accent_word,
            mark=request.mark,
            photo=photo,
            figure=request.figure,
            portrait=request.portrait,
            seed=request.seed,
        )
        return Thumbed(image=self.kit.blobs.put(image, ".jpg"), contrast=contrast)
