"""Lays moments of a film side by side on one picture."""

from __future__ import annotations

import importlib.metadata
from typing import ClassVar

from ytempire.contracts import DrawSheet, Memory, Options, Provider, Sheeted
from ytempire.errors import YtempireError
from ytempire.media import ffmpeg
from ytempire.media.scratch import scratch
from ytempire.media.sheets import of_film


class SheetFilm(Provider):
    """Draws contact sheets of films with FFmpeg and Pillow on this machine; free."""

    kind = "film"
    name = "sheet"
    summary = "Lays moments of a film side by side on one picture."
    Options = Options
    memory: ClassVar[Memory | None] = Memory.COMPUTED
    code = ("ytempire.providers.film_sheet", "ytempire.media.sheets", "ytempire.media.fonts", "ytempire.media.ffmpeg")

    def ready(self) -> str | None:
        """Why it cannot work here, or None."""
        try:
            ffmpeg.tool()
        except YtempireError as error:
            return str(error)
        return None

    def version(self) -> str:
        """What reads the film and writes the picture."""
        return f"{ffmpeg.tool().build} pillow {importlib.metadata.version('pillow')}"

    def stop(self) -> None:
        """Give up what is running."""
        ffmpeg.stop()

    def answer(self, request: DrawSheet, call: str) -> Sheeted:
        """Draw; every moment is decoded in one pass through the film."""
        film = self.kit.blobs.path(request.film)
        with scratch(self.kit.scratch, "sheet") as folder:
            image = of_film(film, request.moments, request.columns, folder)
        return Sheeted(image=self.kit.blobs.put(image, ".jpg"))
