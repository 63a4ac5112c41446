"""Why a scene would be drawn again: what changed since it was drawn, scene by scene."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ytempire.address import address
from ytempire.config.sections import Render
from ytempire.contracts import DrawJoin, DrawScene
from ytempire.gateway import Gateway
from ytempire.ledger import Ledger
from ytempire.models import Cut, Frozen, Timeline
from ytempire.stages.render import picturing, pieces, seen

SAID = {
    "visual": "what it shows",
    "frames": "its length",
    "beats": "when things appear",
    "cues": "its captions",
    "speech": "its words",
    "files": "its files",
    "source": "its source line",
    "count": "the number of scenes",
    "index": "its place in the film",
    "layout": "its layout",
    "lower_third": "its lower third",
    "theme": "the theme",
    "own": "the channel's own theme",
    "accent": "the accent",
    "captions": "which captions are burnt in",
    "caption_style": "how captions look",
    "mark": "the mark",
    "watermark": "the watermark",
    "lut": "the colour table",
    "speakers": "the speakers' colours",
    "width": "the frame's size",
    "height": "the frame's size",
    "fps": "the frame rate",
}


@dataclass(frozen=True)
class Piece:
    """A scene or a join of the film: whether it is drawn again, and why."""

    scene: str
    kind: str  # scene, or the kind of join
    title: str
    seconds: float
    draws: bool
    why: str


def explain(timeline: Timeline, before: Timeline | None, how: Render, gateway: Gateway) -> tuple[Piece, ...]:
    """Every piece of a film; `before` is the timeline that was drawn last."""
    old = {cut.id: cut for cut in before.cuts} if before else {}
    whole = _changed(picturing(before), picturing(timeline)) if before else []
    found: list[Piece] = []
    for piece in pieces(timeline):
        known = gateway.remembers(piece, how)
        cuts: tuple[Cut, ...] = (piece.before, piece.after) if isinstance(piece, DrawJoin) else (piece.cut,)
        kind: str = piece.join.kind if isinstance(piece, DrawJoin) else "scene"
        frames = piece.join.frames if isinstance(piece, DrawJoin) else _frames(piece)
        why = "it is remembered" if known else _why(cuts, old, whole, before is not None)
        name = "-".join(cut.id for cut in cuts)
        part = Piece(name, kind, cuts[0].title, round(frames / timeline.fps, 2), not known, why)
        if found and kind == "scene" and found[-1].scene == name:  # a long scene is drawn in parts, and told as one
            first = found.pop()
            part = replace(part if part.draws else first, seconds=round(first.seconds + part.seconds, 2))
        found.append(part)
    return tuple(found)


def drawn_last(ledger: Ledger, run: int) -> Timeline | None:
    """The timeline that the film as it stands was drawn from."""
    drawn = ledger.latest(run, "render")
    for kept in ledger.versions(run, "timeline") if drawn else ():
        timeline = Timeline.model_validate_json(kept.body)
        if drawn and drawn.args.get("timeline") == address("argument", timeline):
            return timeline
    return None


def _frames(piece: DrawScene) -> int:
    return (piece.cut.frames if piece.last is None else piece.last) - piece.first


def _why(cuts: tuple[Cut, ...], old: dict[str, Cut], whole: list[str], was: bool) -> str:
    if not was:
        return "it was not drawn yet"
    parts = list(whole)
    for cut in cuts:
        if cut.id not in old:
            parts.append(f"{cut.id} is new")
        else:
            parts += [f"{part} of {cut.id}" if len(cuts) > 1 else part for part in _changed(seen(old[cut.id]), cut)]
    if parts:
        return "changed: " + ", ".join(dict.fromkeys(parts))
    return "its join changed, or what draws it (ytempire, FFmpeg, options), or the cache lost it"


def _changed(old: Frozen, new: Frozen) -> list[str]:
    names = [name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)]
    if "visual" in names and "files" in names:
        names.remove("files")
    return list(dict.fromkeys(SAID.get(name, name) for name in names))
