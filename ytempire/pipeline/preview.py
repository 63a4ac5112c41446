"""A fast look at a film: small, roughly encoded, with a contact sheet."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

from ytempire.config.sections import Chain, Render
from ytempire.contracts import DrawSheet
from ytempire.editorial.chapters import stamp
from ytempire.editorial.relay import relaid
from ytempire.gateway import Gateway
from ytempire.models import Timeline, Video
from ytempire.pipeline.loose import deliver, film

SMALL = {"wide": (480, 270), "tall": (270, 480), "square": (360, 360)}
ROUGH = Render(options={"ffmpeg": {"preset": "ultrafast", "crf": 28}})
SHEET = Chain(use=("sheet",))
LOOKED_AT = 0.72  # of a scene: most of what it shows is there


def preview(timeline: Timeline, title: str, gateway: Gateway) -> Video:
    """The film a quarter of its size, drawn as always but small and quick."""
    shape = "wide" if timeline.width > timeline.height else "tall" if timeline.height > timeline.width else "square"
    return film(relaid(timeline, *SMALL[shape]), title, gateway, ROUGH)


def contact_sheet(timeline: Timeline, video: Video, gateway: Gateway) -> DrawSheet:
    """What to ask for: a moment of every scene, with its time and title."""
    starts = (0, *accumulate(cut.frames for cut in timeline.cuts))
    moments = tuple(
        (
            start + min(cut.frames - 1, round(cut.frames * LOOKED_AT)),
            f"{stamp(start / timeline.fps)}  {cut.title or cut.id}",
        )
        for start, cut in zip(starts, timeline.cuts, strict=False)
    )
    columns = 4 if timeline.width > timeline.height else 6
    return DrawSheet(film=video.film, fps=timeline.fps, moments=moments, columns=columns)


def lay(timeline: Timeline, title: str, gateway: Gateway, folder: Path) -> tuple[Path, Path, Video]:
    """preview.mp4 and preview.jpg in a folder; earlier ones are replaced."""
    video = preview(timeline, title, gateway)
    image = gateway.ask(contact_sheet(timeline, video, gateway), SHEET).image
    return (
        deliver(gateway, video.film, folder / "preview.mp4", force=True),
        deliver(gateway, image, folder / "preview.jpg", force=True),
        video,
    )
