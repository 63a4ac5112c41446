"""What was measured of a film, and of a file that is nobody's film."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from ytempire.config.load import load_channel
from ytempire.config.workspace import Workspace
from ytempire.errors import ConfigError
from ytempire.gateway.finder import find
from ytempire.ledger import Ledger
from ytempire.media import inspect
from ytempire.media.blobs import Blobs
from ytempire.models import Inspection, Measure, Rules
from ytempire.pipeline.walk import fault_file


@dataclass(frozen=True)
class Inspected:
    """A film's inspection, where it lies, and the picture of each fault by its row."""

    folder: Path
    inspection: Inspection

    def picture(self, row: Measure) -> Path | None:
        file = self.folder / fault_file(row)
        return file if row.picture and file.exists() else None


def last_inspected(workspace: Workspace, ledger: Ledger, channel: str, video: str = "") -> Inspected | None:
    """The channel's latest inspection, or the one of the video that is named."""
    found = []
    for run in ledger.runs(channel):
        kept = ledger.latest(run.id, "inspect")
        if kept and run.folder and (not video or Path(run.folder).name == Path(video.rstrip("/\\")).name):
            found.append((kept.at, run.folder, kept.body))
    if not found:
        return None
    _, folder, body = max(found)
    return Inspected(workspace.home / folder, Inspection.model_validate_json(body))


def measure_file(workspace: Workspace | None, channel: str, file: Path, pictures: Path | None) -> tuple[Measure, ...]:
    """Hold any video to the rules that every film is held to: the channel's own, or the usual ones.

    `pictures` is a folder for the pictures of faults, made when there are any.
    """
    if not file.is_file():
        raise ConfigError("there is no such file", str(file), "Name a video with --file.")
    rules = load_channel(workspace, channel, find).inspect if workspace and channel else Rules()
    with tempfile.TemporaryDirectory(prefix="ytempire-") as folder:
        blobs = Blobs(Path(folder) / "blobs")
        rows = inspect.measure(file, None, rules, keep=lambda data: blobs.put(data, ".jpg"), scratch=Path(folder))
        if pictures:
            for row in rows:
                if row.picture:
                    pictures.mkdir(parents=True, exist_ok=True)
                    to = pictures / Path(fault_file(row)).name
                    to.write_bytes(blobs.path(row.picture).read_bytes())
    return rows
