"""What the channels' folders hold: pictures, clips and music as they were last looked at, to be searched by words."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from ytempire.ledger.money import Money


@dataclass(frozen=True)
class Asset:
    """A file of a channel: what it is, whose it is, and what is wrong with it, if anything is."""

    channel: str
    file: str  # relative to the channel's folder
    digest: str
    bytes: int
    mtime: int  # nanoseconds; with the size it tells whether the file must be looked at again
    kind: str  # picture, clip or music
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    codec: str = ""
    credit: str = ""
    licence: str = ""
    source: str = ""
    words: str = ""  # what is said to be seen in it, by its sidecar and the notes
    names: str = ""  # its name as words
    problem: str = ""


class Assets(Money):
    """The part of the ledger that knows the channels' files."""

    def assets(self, channel: str) -> dict[str, Asset]:
        """A channel's files by name, as they were last looked at."""
        found = self.rows("select * from assets where channel = ? order by file", channel)
        return {row["file"]: _asset(row) for row in found}

    def shelve(self, channel: str, assets: list[Asset]) -> None:
        """Record what a channel's folder holds now; what it holds no longer is forgotten."""
        before = self.assets(channel)
        now = {asset.file: asset for asset in assets}
        if before == now:
            return
        columns = [field.name for field in fields(Asset)]
        marks = ", ".join("?" for _ in columns)
        with self.write() as conn:
            for file in before:
                if now.get(file) != before[file]:
                    conn.execute("delete from assets where channel = ? and file = ?", (channel, file))
            for file, asset in now.items():
                if before.get(file) != asset:
                    values = tuple(asdict(asset).values())
                    conn.execute(f"insert into assets ({', '.join(columns)}) values ({marks})", values)

    def search(self, channel: str, words: str) -> list[Asset]:
        """A channel's files whose name, words, source or credit hold all these words, or else some; best first."""
        parts = re.findall(r"\w+", words)[:32]
        for joint in (" ", " OR "):
            asked = joint.join(f'"{part}"*' for part in parts)
            if not asked:
                return []
            found = self.rows(
                "select assets.* from assets join assets_fts on assets_fts.rowid = assets.id"
                " where assets.channel = ? and assets_fts match ? order by assets_fts.rank, assets.file",
                channel, asked,
            )  # fmt: skip
            if found:
                return [_asset(row) for row in found]
        return []


def _asset(row: dict[str, Any]) -> Asset:
    return Asset(**{field.name: row[field.name] for field in fields(Asset)})
