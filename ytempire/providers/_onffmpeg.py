"""What providers that work with FFmpeg on this machine have in common."""

from __future__ import annotations

import importlib.metadata
from typing import ClassVar

from ytempire.contracts import Memory
from ytempire.errors import YtempireError
from ytempire.media import ffmpeg


class OnFfmpeg:
    """Free, and remembered under a digest of the code that computed it, the FFmpeg and the libraries."""

    memory: ClassVar[Memory | None] = Memory.COMPUTED
    libraries: ClassVar[tuple[str, ...]] = ()  # beside FFmpeg, by the names that they are installed by

    def ready(self) -> str | None:
        """Why it cannot work here, or None."""
        try:
            ffmpeg.tool()
        except YtempireError as error:
            return str(error)
        return None

    def version(self) -> str:
        """The build of FFmpeg and the versions of the libraries: another may draw or measure otherwise."""
        known = (f"{name} {importlib.metadata.version(name)}" for name in self.libraries)
        return " ".join(("ffmpeg", ffmpeg.tool().build, *known))

    def stop(self) -> None:
        """Give up what is running."""
        ffmpeg.stop()
