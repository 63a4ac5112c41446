"""A whole scene: its visual, what stands on every scene, and its captions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from ytempire.errors import ConfigError
from ytempire.media.captions import keys, words
from ytempire.media.graphics import (
    area,
    chart,
    code,
    comparison,
    counter,
    curve,
    end,
    furniture,
    items,
    map as map_,
    pair,
    picture,
    pie,
    quiz,
    quote,
    roll,
    statement,
    table,
    terminal,
    third,
    timeline,
    title,
)
from ytempire.media.graphics.sheet import Sheet
from ytempire.media.layers import Field, Hung
from ytempire.media.subs import Event, ass
from ytempire.media.themes import Theme
from ytempire.media.zones import Box, Captions, Zones, zones as zones_of
from ytempire.models import CaptionStyle, Cut, Speaker

KINDS: dict[str, Callable[[Sheet, Any], None]] = {
    "title": title.build,
    "statement": statement.build,
    "counter": counter.build,
    "chart": chart.build,
    "line": curve.build,
    "area": area.build,
    "pie": pie.build,
    "table": table.build,
    "map": map_.build,
    "code": code.build,
    "question": quiz.build,
    "end": end.build,
    "timeline": timeline.build,
    "list": items.build,
    "quote": quote.build,
    "comparison": comparison.build,
    "picture": picture.build,
    "pair": pair.build,
    "footage": roll.build,
    "terminal": terminal.build,
}


LAYOUTS: tuple[Literal["left", "right", "center"], ...] = ("left", "right", "center")


@dataclass(frozen=True)
class Composition:
    """A scene's drawing: libass events, and the boxes that words and figures cover, in nominal pixels."""

    events: tuple[Event, ...]
    boxes: tuple[Box, ...]
    fields: tuple[Field, ...]  # still fields, laid on with the background
    zones: Zones
    fps: int
    cut: Cut  # as it was laid out: its own layout, or the one that had room
    hung: tuple[Hung, ...] = ()  # pictures that hang on the fields

    def ass(self) -> str:
        return ass(self.events, self.zones.width, self.zones.height, self.fps)


def compose(
    cut: Cut, theme: Theme, zones: Zones, fps: int, captions: Captions = "none", mark: str = "", stays: bool = False,
    style: CaptionStyle = "lit", speakers: Sequence[Speaker] = (),
) -> Composition:  # fmt: skip
    """Lay out one scene. What does not fit or cannot be drawn is refused, with its place and the reason.

    When its own layout has no room for the words, it is laid out without a drawn object, then in another layout.
    stays: nothing leaves at its end, because it goes on under a join.
    """
    sheet = _named(cut, theme, zones, fps, stays) or _laid_out(cut, theme, zones, fps, stays)
    furniture.standing(sheet, mark)
    if captions == "words":
        words(sheet, style, speakers)
    elif captions == "keys":
        keys(sheet, speakers)
    return Composition(tuple(sheet.events), tuple(sheet.boxes), tuple(sheet.fields), zones, fps, sheet.cut,
                       tuple(sheet.hung))  # fmt: skip


def _laid_out(cut: Cut, theme: Theme, zones: Zones, fps: int, stays: bool = False) -> Sheet:
    refused: ConfigError | None = None
    others = [layout for layout in LAYOUTS if layout != cut.layout]
    for layout, plain in ((cut.layout, False), (cut.layout, True), *((other, True) for other in others)):
        sheet = Sheet(cut.model_copy(update={"layout": layout}), theme, zones, fps, plain)
        sheet.last = sheet.last or stays
        try:
            KINDS[cut.visual.kind](sheet, cut.visual)
            _keep_out(sheet)
        except ConfigError as error:
            refused = refused or error
            continue
        return sheet
    assert refused
    raise refused


def _named(cut: Cut, theme: Theme, zones: Zones, fps: int, stays: bool) -> Sheet | None:
    """The scene with a name in a free corner, or over a room of its own under the rest; None if there is none."""
    if cut.lower_third is None or cut.visual.kind == "terminal":  # its screen may be written on everywhere
        return None
    sheet = _laid_out(cut, theme, zones, fps, stays)
    made = third.fitted(sheet, cut.lower_third)
    spot = third.place(sheet, made)
    if spot is None:
        content = zones.content
        above = replace(zones, content=replace(content, y1=content.y1 - made.height - third.AIR - 6))
        try:
            sheet = _laid_out(cut, theme, above, fps, stays)
        except ConfigError:
            return None
        sheet.zones = zones
        spot = third.place(sheet, made)
    if spot is not None:
        third.draw(sheet, cut.lower_third, made, spot)
    return sheet


def refusal(cut: Cut, theme: Theme, width: int, height: int, fps: int = 30, captions: Captions = "none") -> str:
    """Why this scene cannot be drawn, or nothing: for choosing a visual whose words have room."""
    try:
        compose(cut, theme, zones_of(width, height, captions), fps, captions)
    except ConfigError as error:
        return str(error)
    return ""


def _keep_out(sheet: Sheet) -> None:
    """Nothing of a visual leaves its zone or reaches into the captions', whatever was written."""
    zones = sheet.zones
    for box in sheet.boxes:
        if not box.within(zones.content, 2.0) or box.x1 > zones.edge(box.y1) + 2 or box.meets(zones.caption):
            raise ConfigError(
                f"there is too much to show at once: its {box.what or 'drawing'} has no room",
                sheet.where(sheet.cut.visual.kind),
                "Say it shorter, or show less.",
            )
