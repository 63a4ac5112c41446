"""Ornaments: drawings that float over a background at a speed of their own, each a mask of 0 to 255.

A painter gets an empty mask, the middle to draw around, the frame's shorter side as its measure, and chance.
They lie by the theme that they were drawn for; any theme may take any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ytempire.media.ornaments.clinic import axes, cells, compass, steps
from ytempire.media.ornaments.dusk import bokeh, halftone, ribbons, sun
from ytempire.media.ornaments.gazette import arches, discs, leaves, stripes
from ytempire.media.ornaments.midnight import beams, rings, stars, swell
from ytempire.media.ornaments.paper import contours, hatch, rosette, scallops
from ytempire.media.ornaments.signal import grid, matrix, radar, trace
from ytempire.media.ornaments.strokes import Mask

Painter = Callable[[Mask, float, float, float, Any], None]
ORNAMENTS: dict[str, Painter] = {
    p.__name__: p
    for p in (
        rings,
        stars,
        swell,
        beams,
        contours,
        rosette,
        hatch,
        scallops,
        sun,
        halftone,
        ribbons,
        bokeh,
        grid,
        trace,
        radar,
        matrix,
        arches,
        discs,
        stripes,
        leaves,
        axes,
        cells,
        compass,
        steps,
    )
}
