"""Lays moments of a film side by side on one picture."""

from __future__ import annotations

from ytempire.contracts import DrawSheet, Options, Provider, Sheeted
from ytempire.media.scratch import scratch
from ytempire.media.sheets import of_film
from ytempire.providers._onffmpeg import OnFfmpeg


class SheetFilm(OnFfmpeg, Provider):
    """Draws contact sheets of films with FFmpeg and Pillow on this machine; free."""

    kind = "film"
    name = "sheet"
    summary = "Lays moments of a film side by side on one picture."
    Options = Options
    libraries = ("pillow",)
    code = ("ytempire.providers.film_sheet", "ytempire.media.sheets", "ytempire.media.fonts", "ytempire.media.ffmpeg")

    def answer(self, request: DrawSheet, call: str) -> Sheeted:
        """Draw; every moment is decoded in one pass through the film."""
        film = self.kit.blobs.path(request.film)
        with scratch(self.kit.scratch, "sheet") as folder:
            image = of_film(film, request.moments, request.columns, folder)
        return Sheeted(image=self.kit.blobs.put(image, ".jpg"))
